/// Longer texts of help.
enum HelpText {
  /// `?` alone.
  static let usage = """
    cellgrad: a notebook in the terminal for Python and PyTorch
    ===========================================================

    Type Python; a cell runs when it is complete. An empty line ends a block.

    Enter            run the cell, or go on with a new line
    Alt-Enter        run the cell as it is
    Ctrl-O           a new line without running
    Up, Down         lines of the cell, then earlier cells that begin as typed
    Ctrl-R           search earlier cells
    Tab              complete names, attributes, keys, files, keyword arguments
    F2               edit the cell in $EDITOR
    Ctrl-C           drop the cell; stop a running one
    Ctrl-D           end the session

    name?            help about a name; name?? with its source
    pat*?            the names that match
    %magic           what the commands that begin with % are; %lsmagic lists them
    !command         run a command (with --allow-run)
    %quickref        all of this, shorter
    """

  /// The head of `%magic`.
  static let magics = """

    IPython's 'magic' functions
    ===========================

    Magics control the session. Line magics begin with one % and take the rest of
    the line as it is, without brackets or quotes:

            %timeit range(1000)

    Cell magics begin with %% in the first line of a cell and take the whole cell:

            %%timeit x = list(range(100))
            sum(x)

    With %automagic on, line magics need no % where no variable has their name.
    Type %name? for help about one of them.

    Currently the magic system has the following functions:

    """

  /// The head of `%quickref`.
  static let reference = """

    Quick Reference Card
    ====================

    obj?, obj??      : help, or more help, about obj (also ?obj, ??obj)
    foo.*abc*?       : the names in foo that contain abc
    %magic           : about % functions

    _i, _ii, _iii    : the last three inputs; _i4, In[4]: input 4
    _, __, ___       : the last three results; _4, Out[4]: result 4
    %hist 4-6        : inputs 4 to 6
    %rep 4           : input 4 at the next prompt
    !cmd             : run a command; files = !ls keeps its lines
    files.s, files.l, files.n : the lines as one text with blanks, a list, with line ends
    f 1 2            : ,f 1 2 is f("1", "2"); ;f 1 2 is f("1 2"); /f 1,2 is f(1,2)

    The following magic functions are currently available:


    """
}
