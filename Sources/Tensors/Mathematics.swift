import Glibc

// The C library's functions under names that the methods of Tensor do not hide.

func _log(_ x: Double) -> Double { Glibc.log(x) }
func _log1p(_ x: Double) -> Double { Glibc.log1p(x) }
