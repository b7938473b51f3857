// The modules of the standard library that are written in Python: their text, as the compiler
// found it in `modules` when it built the program.
#ifndef CLIBRARY_H
#define CLIBRARY_H

/// The text of a module by its dotted name, ended by a zero; NULL where there is none.
const char *library_module_text(const char *name);

/// The name of a module by its number; NULL beyond the last.
const char *library_module_name(int number);

/// Whether there are modules in it, that is with names that go on after a dot.
int library_module_is_package(const char *name);

#endif
