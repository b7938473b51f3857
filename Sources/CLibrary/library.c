#include "CLibrary.h"

#include <stddef.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

struct module {
  const char *name;
  const unsigned char *text;
};

static const struct module modules[] = {
#include "modules.inc"
};

const char *library_module_text(const char *name) {
  for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
    if (strcmp(modules[i].name, name) == 0) return (const char *)modules[i].text;
  return NULL;
}

const char *library_module_name(int number) {
  int count = sizeof modules / sizeof *modules;
  return number >= 0 && number < count ? modules[number].name : NULL;
}

int library_module_is_package(const char *name) {
  size_t length = strlen(name);
  for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
    if (strncmp(modules[i].name, name, length) == 0 && modules[i].name[length] == '.') return 1;
  return 0;
}
