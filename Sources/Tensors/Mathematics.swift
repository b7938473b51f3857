import Glibc

// The C library's functions under names that the methods of Tensor do not hide.

func _pow(_ base: Double, _ exponent: Double) -> Double { Glibc.pow(base, exponent) }
func _log(_ x: Double) -> Double { Glibc.log(x) }
func _log1p(_ x: Double) -> Double { Glibc.log1p(x) }
func _exp(_ x: Double) -> Double { Glibc.exp(x) }
func _ceil(_ x: Double) -> Double { Glibc.ceil(x) }
func _lgamma(_ x: Double) -> Double { Glibc.lgamma(x) }
func _tan(_ x: Double) -> Double { Glibc.tan(x) }
func _cos(_ x: Double) -> Double { Glibc.cos(x) }
func _sin(_ x: Double) -> Double { Glibc.sin(x) }
func _atan2(_ y: Double, _ x: Double) -> Double { Glibc.atan2(y, x) }
func _hypot(_ x: Double, _ y: Double) -> Double { Glibc.hypot(x, y) }
