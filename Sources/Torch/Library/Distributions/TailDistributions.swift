/// The distribution of angles, and the one of what exceeds a threshold.
let tailDistributions = [
  LibraryText("torch.distributions.von_mises", vonMisesText),
  LibraryText("torch.distributions.generalized_pareto", generalizedParetoText),
]

private let vonMisesText = #"""
# Abramowitz and Stegun's polynomials for the modified Bessel functions of order 0 and 1: up to 3.75, and beyond.
_bessel_small = (
    (1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813),
    (0.5, 0.87890594, 0.51498869, 0.15084934, 0.02658733, 0.00301532, 0.00032411))

_bessel_large = (
    (0.39894228, 0.01328592, 0.00225319, -0.00157565, 0.00916281, -0.02057706, 0.02635537, -0.01647633, 0.00392377),
    (0.39894228, -0.03988024, -0.00362018, 0.00163801, -0.01031555, 0.02282967, -0.02895312, 0.01787654, -0.00420059))

def _polynomial(x, coefficients):
    result = coefficients[-1]
    for coefficient in reversed(coefficients[:-1]):
        result = coefficient + x * result
    return result

def _log_bessel(x, order):
    ratio = x / 3.75
    small = _polynomial(ratio * ratio, _bessel_small[order])
    if order == 1:
        small = x.abs() * small
    large = x - 0.5 * x.log() + _polynomial(3.75 / x, _bessel_large[order]).log()
    return torch.where(x < 3.75, small.log(), large)

class VonMises(Distribution):
    """A circular von Mises distribution."""
    arg_constraints = {'loc': constraints.real, 'concentration': constraints.positive}
    support = constraints.real
    has_rsample = False

    def __init__(self, loc, concentration, validate_args=None):
        (self.loc, self.concentration), shape = _together(loc, concentration)
        super().__init__(shape, validate_args=validate_args)

    def log_prob(self, value):
        self._validate_sample(value)
        height = self.concentration * torch.cos(value - self.loc)
        return height - _math.log(2 * _math.pi) - _log_bessel(self.concentration, 0)

    def _proposal(self):
        """The parameter of the wrapped Cauchy distribution that candidates are drawn from (Best and Fisher)."""
        kappa = self.concentration.double()
        tau = 1 + (1 + 4 * kappa ** 2).sqrt()
        rho = (tau - (2 * tau).sqrt()) / (2 * kappa)
        return torch.where(kappa < 1e-5, 1 / kappa + kappa, (1 + rho ** 2) / (2 * rho))

    def sample(self, sample_shape=torch.Size()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            proposal, kappa = self._proposal(), self.concentration.double()
            angles = torch.empty(shape, dtype=torch.double)
            done = torch.zeros(shape, dtype=torch.bool)
            while not done.all():
                u1, u2, u3 = torch.rand((3,) + shape, dtype=torch.double).unbind()
                z = torch.cos(_math.pi * u1)
                f = (1 + proposal * z) / (proposal + z)
                c = kappa * (proposal - f)
                accept = ((c * (2 - c) - u2) > 0) | ((c / u2).log() + 1 - c >= 0)
                if accept.any():
                    angles = torch.where(accept, (u3 - 0.5).sign() * f.acos(), angles)
                    done = done | accept
            angles = (angles + _math.pi + self.loc.double()) % (2 * _math.pi) - _math.pi
            return angles.to(self.loc.dtype)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @lazy_property
    def variance(self):
        return 1 - (_log_bessel(self.concentration, 1) - _log_bessel(self.concentration, 0)).exp()

"""#

private let generalizedParetoText = #"""
class GeneralizedPareto(Distribution):
    """Creates a Generalized Pareto distribution parameterized by `loc`, `scale` and `concentration`."""
    arg_constraints = {'loc': constraints.real, 'scale': constraints.positive, 'concentration': constraints.real}
    has_rsample = True

    def __init__(self, loc, scale, concentration, validate_args=None):
        (self.loc, self.scale, self.concentration), shape = _together(loc, scale, concentration)
        super().__init__(shape, validate_args=validate_args)

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self):
        end = self.loc - self.scale / self.concentration
        return constraints.interval(self.loc, torch.where(self.concentration < 0, end, float('inf')))

    def _shape(self):
        """Where the distribution is exponential, and a concentration to divide by."""
        is_zero = torch.isclose(self.concentration, torch.zeros_like(self.concentration))
        return is_zero, torch.where(is_zero, torch.ones_like(self.concentration), self.concentration)

    def rsample(self, sample_shape=torch.Size()):
        return self.icdf(torch.rand(self._extended_shape(sample_shape), dtype=self.loc.dtype))

    def log_prob(self, value):
        self._validate_sample(value)
        z = (value - self.loc) / self.scale
        is_zero, concentration = self._shape()
        power = 1 / concentration + torch.ones_like(z)
        heavy = torch.where(power == 0, power, power * torch.log1p(concentration * z))
        return -self.scale.log() - torch.where(is_zero, z, heavy)

    def log_survival_function(self, value):
        self._validate_sample(value)
        z = (value - self.loc) / self.scale
        is_zero, concentration = self._shape()
        return torch.where(is_zero, -z, -torch.log1p(concentration * z) / concentration)

    def log_cdf(self, value):
        return torch.log1p(-torch.exp(self.log_survival_function(value)))

    def cdf(self, value):
        return torch.exp(self.log_cdf(value))

    def icdf(self, value):
        is_zero, concentration = self._shape()
        logu = torch.log1p(-value)
        heavy = self.loc + self.scale / concentration * torch.expm1(-concentration * logu)
        return torch.where(is_zero, self.loc - self.scale * logu, heavy)

    @property
    def mean(self):
        is_finite = self.concentration < 1
        mean = self.loc + self.scale / (1 - torch.where(is_finite, self.concentration, 0.5))
        return torch.where(is_finite, mean, float('nan'))

    @property
    def mode(self):
        return self.loc

    @property
    def variance(self):
        is_finite = self.concentration < 0.5
        concentration = torch.where(is_finite, self.concentration, 0.25)
        variance = self.scale ** 2 / ((1 - concentration) ** 2 * (1 - 2 * concentration))
        return torch.where(is_finite, variance, float('nan'))

    def entropy(self):
        return torch.broadcast_to(torch.log(self.scale) + self.concentration + 1, self._batch_shape)

"""#
