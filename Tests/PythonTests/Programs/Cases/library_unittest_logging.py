import unittest, sys, re, doctest, logging, difflib, io
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_ok(self): self.assertEqual(self.x, 1); self.assertTrue(True); self.assertIn(1, [1]); self.assertAlmostEqual(0.1+0.2, 0.3)
    def test_fail(self): self.assertEqual(1, 2)
    def test_list(self): self.assertEqual([1, 2, 3], [1, 2, 4])
    def test_err(self): 1/0
    def test_raises(self):
        with self.assertRaises(ValueError) as cm: int('x')
        self.assertIn('invalid', str(cm.exception))
    def test_notraised(self):
        with self.assertRaises(ValueError): pass
    @unittest.skip('why')
    def test_skip(self): pass
    def test_dict(self): self.assertEqual({'a': 1}, {'a': 2})
    def test_str(self): self.assertEqual('hello', 'hallo')
out = io.StringIO()
r = unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.TestLoader().loadTestsFromTestCase(T))
s = out.getvalue(); s = re.sub(r'in \d\.\d+s', 'in Xs', s)
s = re.sub(r'File ".*?", line \d+', 'File F', s); s = re.sub(r'\n    [ ~^]*\^[ ~^]*(?=\n)', '', s); s = re.sub(r'\n    [^\n]*(?=\n)', '', s)
print(s); print(r.testsRun, len(r.failures), len(r.errors), r.wasSuccessful())
print(list(difflib.unified_diff(['a\n', 'b\n'], ['a\n', 'c\n'], 'x', 'y')), difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), list(difflib.ndiff(['one\n', 'two\n'], ['ore\n', 'tree\n'])), difflib.SequenceMatcher(None, 'abxcd', 'abcd').get_opcodes())
def f(x):
    """
    >>> f(2)
    4
    >>> f('a')
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
    >>> [f(i) for i in range(3)]
    [0, 1, 4]
    """
    return x ** 2
print(doctest.testmod())
log = logging.getLogger('my'); st = io.StringIO(); h = logging.StreamHandler(st); h.setFormatter(logging.Formatter('%(levelname)s|%(name)s|%(message)s|%(funcName)s')); log.addHandler(h); log.setLevel(logging.INFO); log.propagate = False
log.info('hi %s', 3); log.debug('no'); log.warning('w'); log.error('e %d', 5)
try: 1/0
except ZeroDivisionError: log.exception('exc')
print(re.sub(r'\n +[~^]+|File .*', '', st.getvalue()), log, logging.getLevelName(20), logging.INFO, log.handlers[0].level, log.isEnabledFor(10), logging.getLogger('my') is log, logging.getLogger(), logging.getLogger('my.sub').parent)
