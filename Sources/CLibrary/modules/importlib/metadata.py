"""Versions of packages."""
import sys


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'


def version(distribution_name):
    if distribution_name in ('torch', 'tqdm'):
        return getattr(__import__(distribution_name), '__version__')
    raise PackageNotFoundError(distribution_name)


def distributions():
    return iter(())


def packages_distributions():
    return {}
