"""Tests as classes."""
import sys
import time
import traceback

__all__ = ['TestCase', 'TestSuite', 'TestLoader', 'TestResult', 'TextTestResult', 'TextTestRunner',
           'SkipTest', 'main', 'skip', 'skipIf', 'skipUnless', 'expectedFailure', 'defaultTestLoader',
           'FunctionTestCase']


class SkipTest(Exception):
    pass


def skip(reason):
    def decorate(item):
        item.__unittest_skip__, item.__unittest_skip_why__ = True, reason
        return item
    if callable(reason):
        item, reason = reason, ''
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


def _short(obj, length=80):
    text = repr(obj)
    return text if len(text) < length else text[:length] + ' [truncated]...'


class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None):
        self.case, self.expected, self.pattern, self.msg = case, expected, pattern, msg

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        name = self.expected.__name__ if not isinstance(self.expected, tuple) else str(self.expected)
        if kind is None:
            raise self.case.failureException(self.case._formatMessage(self.msg, f'{name} not raised'))
        if not issubclass(kind, names):
            return False
        self.exception = value
        if self.pattern is not None:
            import re
            if not re.search(self.pattern, str(value)):
                raise self.case.failureException(self.case._formatMessage(
                    self.msg, f'"{self.pattern}" does not match "{value}"'))
        return True


class _Subtest:
    def __init__(self, case, description):
        self.case, self.description = case, description

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None or not issubclass(kind, Exception):
            return False
        self.case._subtest_problems.append((self.description, value))
        return True


class TestCase:
    failureException = AssertionError
    longMessage, maxDiff = True, 640

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._cleanups, self._subtest_problems = [], []
        method = getattr(self, methodName, None)
        if method is None and methodName != 'runTest':
            raise ValueError(f'no such test method in {self.__class__}: {methodName}')
        self._testMethodDoc = getattr(method, '__doc__', None)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def id(self):
        return f'{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}'

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\n')[0].strip() if doc else None

    def __str__(self):
        return f'{self._testMethodName} ({self.id()})'

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>'

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        parts = [f'[{msg}]'] if msg is not None else []
        if params:
            parts.append('(' + ', '.join(f'{key}={value!r}' for key, value in params.items()) + ')')
        return _Subtest(self, ' '.join(parts) or '(<subtest>)')

    def run(self, result=None):
        result = self.defaultTestResult() if result is None else result
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        skipped = getattr(type(self), '__unittest_skip__', False) or getattr(method, '__unittest_skip__', False)
        if skipped:
            why = getattr(type(self), '__unittest_skip_why__', '') or getattr(method, '__unittest_skip_why__', '')
            result.addSkip(self, why)
            result.stopTest(self)
            return result
        expects_failure = getattr(method, '__unittest_expecting_failure__', False)
        problem = None
        try:
            self.setUp()
            try:
                method()
            finally:
                self.tearDown()
                self.doCleanups()
        except SkipTest as error:
            result.addSkip(self, str(error))
            result.stopTest(self)
            return result
        except Exception as error:
            problem = error
        for description, error in self._subtest_problems:
            result.addSubTest(self, description, error)
        if expects_failure:
            result.addExpectedFailure(self, problem) if problem else result.addUnexpectedSuccess(self)
        elif isinstance(problem, self.failureException):
            result.addFailure(self, problem)
        elif problem is not None:
            result.addError(self, problem)
        elif not self._subtest_problems:
            result.addSuccess(self)
        result.stopTest(self)
        return result

    __call__ = run

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()

    # Assertions.

    def _formatMessage(self, msg, standard):
        return standard if msg is None else f'{standard} : {msg}' if self.longMessage else msg

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _check(self, condition, msg, standard):
        if not condition:
            raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, f'{_short(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, f'{_short(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        if type(first) is type(second) and isinstance(first, (list, tuple)):
            return self.assertSequenceEqual(first, second, msg, type(first))
        if type(first) is type(second) and isinstance(first, (dict, str)):
            return self._compare_texts(first, second, msg)
        if type(first) is type(second) and isinstance(first, (set, frozenset)):
            return self.assertSetEqual(first, second, msg)
        self._check(False, msg, f'{_short(first)} != {_short(second)}')

    def _compare_texts(self, first, second, msg):
        import difflib
        import pprint
        lines = []
        for value in (first, second):
            lines.append(value.splitlines(keepends=True) if isinstance(value, str)
                         else pprint.pformat(value).splitlines())
        standard = f'{_short(first)} != {_short(second)}'
        if isinstance(first, str):
            if lines[0] and len(lines[0]) == 1 and first.strip('\r\n') == first:
                lines = [[first + '\n'], [second + '\n']]
            difference = '\n' + ''.join(difflib.ndiff(*lines))
        else:
            difference = '\n' + '\n'.join(difflib.ndiff(*lines))
        self._check(False, msg, standard + difference)

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if first == second:
            return
        import difflib
        import pprint
        name = (seq_type.__name__ if seq_type else 'sequence').capitalize()
        standard = f'{name}s differ: {_short(first)} != {_short(second)}\n'
        for place, (one, two) in enumerate(zip(first, second)):
            if one != two:
                standard += f'\nFirst differing element {place}:\n{_short(one)}\n{_short(two)}\n'
                break
        if len(first) != len(second):
            longer, shorter = ('First', second) if len(first) > len(second) else ('Second', first)
            extra = abs(len(first) - len(second))
            standard += f'\n{longer} {name.lower()} contains {extra} additional elements.\n'
            element = (first if longer == 'First' else second)[len(shorter)]
            standard += f'First extra element {len(shorter)}:\n{_short(element)}\n'
        standard += '\n' + '\n'.join(difflib.ndiff(pprint.pformat(first).splitlines(),
                                                   pprint.pformat(second).splitlines()))
        self._check(False, msg, standard)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertDictEqual(self, d1, d2, msg=None):
        if d1 != d2:
            self._compare_texts(d1, d2, msg)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for these, those, name in ((set1, set2, 'first'), (set2, set1, 'second')):
            extra = [item for item in these if item not in those]
            if extra:
                lines.append(f'Items in the {name} set but not the {"second" if name == "first" else "first"}:')
                lines += [repr(item) for item in extra]
        self._check(not lines, msg, '\n'.join(lines))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertEqual(first, second, msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, f'{_short(first)} == {_short(second)}')

    def assertIs(self, expr1, expr2, msg=None):
        self._check(expr1 is expr2, msg, f'{_short(expr1)} is not {_short(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        self._check(expr1 is not expr2, msg, f'unexpectedly identical: {_short(expr1)}')

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, f'{_short(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, f'{_short(member)} not found in {_short(container)}')

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, f'{_short(member)} unexpectedly found in {_short(container)}')

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, f'{_short(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, f'{_short(obj)} is an instance of {cls!r}')

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, f'{_short(a)} not less than {_short(b)}')

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, f'{_short(a)} not less than or equal to {_short(b)}')

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, f'{_short(a)} not greater than {_short(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, f'{_short(a)} not greater than or equal to {_short(b)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        difference = abs(first - second)
        if delta is not None:
            self._check(difference <= delta, msg, f'{_short(first)} != {_short(second)} within '
                        f'{_short(delta)} delta ({_short(difference)} difference)')
            return
        places = 7 if places is None else places
        self._check(round(difference, places) == 0, msg, f'{_short(first)} != {_short(second)} within '
                    f'{places} places ({_short(difference)} difference)')

    def assertNotAlmostEqual(self, first, second, places=7, msg=None, delta=None):
        same = abs(first - second) <= delta if delta is not None else round(abs(first - second), places) == 0
        self._check(not same, msg, f'{_short(first)} == {_short(second)} within {places} places')

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        found = re.search(expected_regex, text)
        pattern = getattr(expected_regex, 'pattern', expected_regex)
        self._check(found, msg, f"Regex didn't match: {pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        found = re.search(unexpected_regex, text)
        self._check(not found, msg, f'Regex matched: {unexpected_regex!r} matches in {text!r}')

    def assertCountEqual(self, first, second, msg=None):
        from collections import Counter
        self._check(Counter(first) == Counter(second), msg, 'Element counts were not equal')

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception, msg=kwargs.pop('msg', None) if not args else None)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, getattr(expected_regex, 'pattern', expected_regex))
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function = testFunc

    def runTest(self):
        self._function()


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        self._tests.extend(tests)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def run(self, result):
        previous = None
        for test in self._tests:
            if isinstance(test, TestCase) and type(test) is not previous:
                if previous is not None:
                    previous.tearDownClass()
                previous = type(test)
                previous.setUpClass()
            test.run(result)
        if previous is not None:
            previous.tearDownClass()
        return result

    __call__ = run


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun, self.shouldStop = 0, False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _text(self, error):
        return ''.join(traceback.format_exception(error))

    def addSuccess(self, test):
        pass

    def addFailure(self, test, error):
        self.failures.append((test, self._text(error)))

    def addError(self, test, error):
        self.errors.append((test, self._text(error)))

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, self._text(error)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def addSubTest(self, test, description, error):
        where = self.failures if isinstance(error, test.failureException) else self.errors
        where.append((f'{test} {description}', self._text(error)))

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return (f'<{type(self).__module__}.{type(self).__qualname__} run={self.testsRun} '
                f'errors={len(self.errors)} failures={len(self.failures)}>')


class TextTestResult(TestResult):
    __module__ = 'unittest.runner'

    def __init__(self, stream, descriptions, verbosity):
        super().__init__()
        self.stream, self._verbosity = stream, verbosity

    def _describe(self, test):
        text = str(test)
        doc = test.shortDescription() if isinstance(test, TestCase) else None
        return f'{text}\n{doc}' if doc else text

    def startTest(self, test):
        super().startTest(test)
        if self._verbosity > 1:
            self.stream.write(self._describe(test) + ' ... ')

    def _mark(self, letter, word):
        if self._verbosity > 1:
            self.stream.write(word + '\n')
        elif self._verbosity:
            self.stream.write(letter)

    def addSuccess(self, test):
        self._mark('.', 'ok')

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._mark('F', 'FAIL')

    def addError(self, test, error):
        super().addError(test, error)
        self._mark('E', 'ERROR')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark('s', f'skipped {reason!r}')

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._mark('x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark('u', 'unexpected success')

    def addSubTest(self, test, description, error):
        super().addSubTest(test, description, error)
        self._mark('F' if isinstance(error, test.failureException) else 'E', 'FAIL')

    def printErrors(self):
        self.stream.write('\n')
        for flavour, problems in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in problems:
                self.stream.write('=' * 70 + f'\n{flavour}: {self._describe(test)}\n' + '-' * 70 + f'\n{text}\n')


class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False,
                 resultclass=None, warnings=None, **options):
        self.stream = sys.stderr if stream is None else stream
        self.verbosity = verbosity

    def run(self, test):
        result = TextTestResult(self.stream, True, self.verbosity)
        start = time.perf_counter()
        test.run(result)
        taken = time.perf_counter() - start
        result.printErrors()
        count = result.testsRun
        self.stream.write('-' * 70 + f"\nRan {count} test{'' if count == 1 else 's'} in {taken:.3f}s\n\n")
        counts = [('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped),
                  ('expected failures', result.expectedFailures),
                  ('unexpected successes', result.unexpectedSuccesses)]
        details = ', '.join(f'{name}={len(items)}' for name, items in counts if items)
        self.stream.write(('OK' if result.wasSuccessful() else 'FAILED')
                          + (f' ({details})' if details else '') + '\n')
        return result


class TestLoader:
    testMethodPrefix = 'test'

    def getTestCaseNames(self, testCaseClass):
        return [name for name in sorted(dir(testCaseClass))
                if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))]

    def loadTestsFromTestCase(self, testCaseClass):
        return TestSuite([testCaseClass(name) for name in self.getTestCaseNames(testCaseClass)])

    def loadTestsFromModule(self, module):
        suites = [self.loadTestsFromTestCase(value) for value in [getattr(module, name) for name in dir(module)]
                  if isinstance(value, type) and issubclass(value, TestCase)
                  and value not in (TestCase, FunctionTestCase)]
        return TestSuite(suites)

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        value = module
        for place, part in enumerate(parts):
            if place and isinstance(value, type) and issubclass(value, TestCase):
                return TestSuite([value(part)])
            value = getattr(value, part)
        return self.loadTestsFromTestCase(value)

    def loadTestsFromNames(self, names, module=None):
        return TestSuite([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class main:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=None,
                 exit=True, verbosity=1, **options):
        argv = sys.argv if argv is None else argv
        names = [arg for arg in argv[1:] if not arg.startswith('-')]
        if '-v' in argv or '--verbose' in argv:
            verbosity = 2
        module = __import__(module) if isinstance(module, str) else module
        loader = testLoader or defaultTestLoader
        if names or defaultTest:
            names = names or ([defaultTest] if isinstance(defaultTest, str) else defaultTest)
            self.test = loader.loadTestsFromNames(names, module)
        else:
            self.test = loader.loadTestsFromModule(module)
        runner = testRunner or TextTestRunner(verbosity=verbosity)
        self.result = (runner() if isinstance(runner, type) else runner).run(self.test)
        if exit:
            sys.exit(not self.result.wasSuccessful())
