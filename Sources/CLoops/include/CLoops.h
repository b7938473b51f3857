// Inner numeric loops. See the README of the folder's headers; each function states its order of rounding.
#pragma once
