// Written by record_signatures.py of the tests; not to be edited by hand.

extension Signatures {
  /// The functions of `torch` up to j.
  static let functions = """
    abs(Tensor input, *, Tensor out=None)
    abs_(Tensor input)
    absolute(Tensor input, *, Tensor out=None)
    acos(Tensor input, *, Tensor out=None)
    acos_(Tensor input)
    acosh(Tensor input, *, Tensor out=None)
    acosh_(Tensor input)
    adaptive_avg_pool1d(Tensor input, int[1] output_size)
    adaptive_max_pool1d(Tensor input, int[1] output_size)
    add(Tensor input, Tensor other, *, Scalar alpha=1, Tensor out=None)
    add(Tensor input, Scalar alpha, Tensor other, *, Tensor out=None)|hidden
    addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor \
    out=None)
    addbmm(Scalar beta, Tensor input, Scalar alpha, Tensor batch1, Tensor batch2, *, Tensor \
    out=None)|hidden
    addbmm(Scalar beta, Tensor input, Tensor batch1, Tensor batch2, *, Tensor out=None)|hidden
    addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor out=None)
    addcdiv(Tensor input, Scalar value, Tensor tensor1, Tensor tensor2, *, Tensor out=None)|hidden
    addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor out=None)
    addcmul(Tensor input, Scalar value, Tensor tensor1, Tensor tensor2, *, Tensor out=None)|hidden
    addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor \
    out=None)
    addmm(Tensor input, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar \
    alpha=1, Tensor out=None)
    addmm(Scalar beta, Tensor input, Scalar alpha, Tensor mat1, Tensor mat2, *, Tensor \
    out=None)|hidden
    addmm(Scalar beta, Tensor input, Tensor mat1, Tensor mat2, *, Tensor out=None)|hidden
    addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1, Tensor out=None)
    addmv(Scalar beta, Tensor input, Scalar alpha, Tensor mat, Tensor vec, *, Tensor \
    out=None)|hidden
    addmv(Scalar beta, Tensor input, Tensor mat, Tensor vec, *, Tensor out=None)|hidden
    addmv_(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1)
    addmv_(Scalar beta, Tensor input, Scalar alpha, Tensor mat, Tensor vec)|hidden
    addmv_(Scalar beta, Tensor input, Tensor mat, Tensor vec)|hidden
    addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1, Tensor \
    out=None)
    addr(Scalar beta, Tensor input, Scalar alpha, Tensor vec1, Tensor vec2, *, Tensor \
    out=None)|hidden
    addr(Scalar beta, Tensor input, Tensor vec1, Tensor vec2, *, Tensor out=None)|hidden
    adjoint(Tensor input)
    affine_grid_generator(Tensor theta, int[] size, bool align_corners)
    all(Tensor input, *, Tensor out=None)
    all(Tensor input, int[]? dim=None, bool keepdim=False, *, Tensor out=None)
    all(Tensor input, int dim, bool keepdim=False, *, Tensor out=None)
    allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)
    alpha_dropout(Tensor input, float p, bool train)
    alpha_dropout_(Tensor input, float p, bool train)
    amax(Tensor input, int[1] dim=None, bool keepdim=False, *, Tensor out=None)
    amin(Tensor input, int[1] dim=None, bool keepdim=False, *, Tensor out=None)
    aminmax(Tensor input, *, int? dim=None, bool keepdim=False, Tensor[2] out=None)
    angle(Tensor input, *, Tensor out=None)
    any(Tensor input, *, Tensor out=None)
    any(Tensor input, int[]? dim=None, bool keepdim=False, *, Tensor out=None)
    any(Tensor input, int dim, bool keepdim=False, *, Tensor out=None)
    arange(Scalar end, ...)
    arange(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? \
    device=None, bool? pin_memory=False, bool? requires_grad=False)
    arange(Scalar start, Scalar end, Scalar step=1, ...)
    arccos(Tensor input, *, Tensor out=None)
    arccos_(Tensor input)
    arccosh(Tensor input, *, Tensor out=None)
    arccosh_(Tensor input)
    arcsin(Tensor input, *, Tensor out=None)
    arcsin_(Tensor input)
    arcsinh(Tensor input, *, Tensor out=None)
    arcsinh_(Tensor input)
    arctan(Tensor input, *, Tensor out=None)
    arctan2(Tensor input, Tensor other, *, Tensor out=None)
    arctan_(Tensor input)
    arctanh(Tensor input, *, Tensor out=None)
    arctanh_(Tensor input)
    argmax(Tensor input, int? dim=None, bool keepdim=False, *, Tensor out=None)
    argmin(Tensor input, int? dim=None, bool keepdim=False, *, Tensor out=None)
    argsort(Tensor input, *, bool stable, int dim=-1, bool descending=False, Tensor out=None)
    argsort(Tensor input, int dim=-1, bool descending=False)
    argwhere(Tensor input)
    as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None)
    as_strided_(Tensor input, int[] size, int[] stride, int? storage_offset=None)
    as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? \
    storage_offset=None)
    as_tensor(Any data, *, ScalarType dtype=None, Device? device=None)
    asarray(Any obj, *, ScalarType? dtype=None, Device? device=None, bool? copy=None, bool? \
    requires_grad=None)
    asin(Tensor input, *, Tensor out=None)
    asin_(Tensor input)
    asinh(Tensor input, *, Tensor out=None)
    asinh_(Tensor input)
    atan(Tensor input, *, Tensor out=None)
    atan2(Tensor input, Tensor other, *, Tensor out=None)
    atan_(Tensor input)
    atanh(Tensor input, *, Tensor out=None)
    atanh_(Tensor input)
    avg_pool1d(Tensor input, int[1] kernel_size, int[1] stride=None, int[1] padding=0, bool \
    ceil_mode=False, bool count_include_pad=True)
    baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor \
    out=None)
    baddbmm(Tensor input, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, \
    Scalar alpha=1, Tensor out=None)
    baddbmm(Scalar beta, Tensor input, Scalar alpha, Tensor batch1, Tensor batch2, *, Tensor \
    out=None)|hidden
    baddbmm(Scalar beta, Tensor input, Tensor batch1, Tensor batch2, *, Tensor out=None)|hidden
    bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? \
    device=None, bool? pin_memory=False, bool? requires_grad=False)
    bartlett_window(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? \
    running_var, bool training, float momentum, float eps, bool cudnn_enabled)
    bernoulli(Tensor input, *, Generator? generator=None, Tensor out=None)
    bernoulli(Tensor input, float p, *, Generator? generator=None)
    bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None)
    binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight=None, Tensor? \
    pos_weight=None, int reduction=at::Reduction::Mean)
    bincount(Tensor input, Tensor? weights=None, int minlength=0)
    binomial(Tensor count, Tensor prob, Generator? generator=None)
    bitwise_and(Tensor input, Tensor other, *, Tensor out=None)
    bitwise_and(Scalar self, Tensor other)
    bitwise_and(Tensor input, Scalar other, *, Tensor out=None)
    bitwise_left_shift(Tensor input, Tensor other, *, Tensor out=None)
    bitwise_left_shift(Scalar self, Tensor other)
    bitwise_left_shift(Tensor input, Scalar other, *, Tensor out=None)
    bitwise_not(Tensor input, *, Tensor out=None)
    bitwise_or(Tensor input, Tensor other, *, Tensor out=None)
    bitwise_or(Scalar self, Tensor other)
    bitwise_or(Tensor input, Scalar other, *, Tensor out=None)
    bitwise_right_shift(Tensor input, Tensor other, *, Tensor out=None)
    bitwise_right_shift(Scalar self, Tensor other)
    bitwise_right_shift(Tensor input, Scalar other, *, Tensor out=None)
    bitwise_xor(Tensor input, Tensor other, *, Tensor out=None)
    bitwise_xor(Scalar self, Tensor other)
    bitwise_xor(Tensor input, Scalar other, *, Tensor out=None)
    blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? \
    device=None, bool? pin_memory=False, bool? requires_grad=False)
    blackman_window(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    block_diag(Tensor[] tensors)
    bmm(Tensor input, Tensor mat2, *, Tensor out=None)
    bmm(Tensor input, Tensor mat2, ScalarType out_dtype, *, Tensor out=None)
    broadcast_tensors(Tensor[] tensors)
    broadcast_to(Tensor input, int[] size)
    bucketize(Tensor input, Tensor boundaries, *, bool out_int32=False, bool right=False, Tensor \
    out=None)
    bucketize(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False)
    can_cast(ScalarType from_, ScalarType to)
    cartesian_prod(Tensor[] tensors)
    cat(Tensor[] tensors, int dim=0, *, Tensor out=None)
    cdist(Tensor x1, Tensor x2, float p=2, int? compute_mode=None)
    ceil(Tensor input, *, Tensor out=None)
    ceil_(Tensor input)
    celu(Tensor input, Scalar alpha=1.0)
    celu_(Tensor input, Scalar alpha=1.0)
    chain_matmul(Tensor[] matrices, *, Tensor out=None)
    channel_shuffle(Tensor input, int groups)
    cholesky(Tensor input, bool upper=False, *, Tensor out=None)
    cholesky_inverse(Tensor input, bool upper=False, *, Tensor out=None)
    cholesky_solve(Tensor input, Tensor input2, bool upper=False, *, Tensor out=None)
    chunk(Tensor input, int chunks, int dim=0)
    clamp(Tensor input, Tensor? min=None, Tensor? max=None, *, Tensor out=None)
    clamp(Tensor input, Scalar? min=None, Scalar? max=None, *, Tensor out=None)
    clamp_(Tensor input, Tensor? min=None, Tensor? max=None)
    clamp_(Tensor input, Scalar? min=None, Scalar? max=None)
    clamp_max(Tensor input, Tensor max, *, Tensor out=None)
    clamp_max(Tensor input, Scalar max, *, Tensor out=None)
    clamp_max_(Tensor input, Tensor max)
    clamp_max_(Tensor input, Scalar max)
    clamp_min(Tensor input, Tensor min, *, Tensor out=None)
    clamp_min(Tensor input, Scalar min, *, Tensor out=None)
    clamp_min_(Tensor input, Tensor min)
    clamp_min_(Tensor input, Scalar min)
    clip(Tensor input, Tensor? min=None, Tensor? max=None, *, Tensor out=None)
    clip(Tensor input, Scalar? min=None, Scalar? max=None, *, Tensor out=None)
    clip_(Tensor input, Tensor? min=None, Tensor? max=None)
    clip_(Tensor input, Scalar? min=None, Scalar? max=None)
    clone(Tensor input, *, MemoryFormat? memory_format=None)
    column_stack(Tensor[] tensors, *, Tensor out=None)
    combinations(Tensor input, int r=2, bool with_replacement=False)
    complex(Tensor real, Tensor imag, *, Tensor out=None)
    concat(Tensor[] tensors, int dim=0, *, Tensor out=None)
    concatenate(Tensor[] tensors, int dim=0, *, Tensor out=None)
    conj(Tensor input)
    conj_physical(Tensor input, *, Tensor out=None)
    conj_physical_(Tensor input)
    constant_pad_nd(Tensor input, int[] pad, Scalar value=0)
    conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, \
    int[1] dilation=1, int groups=1)
    conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, str padding="valid", \
    int[1] dilation=1, int groups=1)
    conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, \
    int[2] dilation=1, int groups=1)
    conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding="valid", \
    int[2] dilation=1, int groups=1)
    conv3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, \
    int[3] dilation=1, int groups=1)
    conv3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, str padding="valid", \
    int[3] dilation=1, int groups=1)
    conv_tbc(Tensor input, Tensor weight, Tensor bias, int pad=0)
    conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] \
    padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1)
    conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] \
    padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1)
    conv_transpose3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] \
    padding=0, int[3] output_padding=0, int groups=1, int[3] dilation=1)
    convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] \
    dilation, bool transposed, int[] output_padding, int groups)
    copysign(Tensor input, Tensor other, *, Tensor out=None)
    copysign(Tensor input, Scalar other, *, Tensor out=None)
    corrcoef(Tensor input)
    cos(Tensor input, *, Tensor out=None)
    cos_(Tensor input)
    cosh(Tensor input, *, Tensor out=None)
    cosh_(Tensor input)
    cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int \
    reduction=at::Reduction::Mean)
    cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08)
    count_nonzero(Tensor input, int? dim=None)
    count_nonzero(Tensor input, int[] dim)
    cov(Tensor input, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None)
    cross(Tensor input, Tensor other, int? dim=None, *, Tensor out=None)
    ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int \
    blank=0, int reduction=at::Reduction::Mean, bool zero_infinity=False)
    ctc_loss(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int \
    blank=0, int reduction=at::Reduction::Mean, bool zero_infinity=False)
    cummax(Tensor input, int dim, *, Tensor[2] out=None)
    cummin(Tensor input, int dim, *, Tensor[2] out=None)
    cumprod(Tensor input, int dim, *, ScalarType? dtype=None, Tensor out=None)
    cumsum(Tensor input, int dim, *, ScalarType? dtype=None, Tensor out=None)
    cumulative_trapezoid(Tensor y, Tensor x, *, int dim=-1)
    cumulative_trapezoid(Tensor y, *, Scalar dx=1, int dim=-1)
    deg2rad(Tensor input, *, Tensor out=None)
    deg2rad_(Tensor input)
    det(Tensor input)
    detach(Tensor input)
    detach_(Tensor input)
    diag(Tensor input, int diagonal=0, *, Tensor out=None)
    diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1)
    diagflat(Tensor input, int offset=0)
    diagonal(Tensor input, int offset=0, int dim1=0, int dim2=1)
    diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1)
    diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None, *, Tensor \
    out=None)
    digamma(Tensor input, *, Tensor out=None)
    dist(Tensor input, Tensor other, Scalar p=2)
    div(Tensor input, Tensor other, *, Tensor out=None)
    div(Tensor input, Tensor other, *, str? rounding_mode, Tensor out=None)
    div(Tensor input, Scalar other, *, str? rounding_mode)
    divide(Tensor input, Tensor other, *, Tensor out=None)
    divide(Tensor input, Tensor other, *, str? rounding_mode, Tensor out=None)
    divide(Tensor input, Scalar other)
    divide(Tensor input, Scalar other, *, str? rounding_mode)
    dot(Tensor input, Tensor tensor, *, Tensor out=None)
    dropout(Tensor input, float p, bool train)
    dropout_(Tensor input, float p, bool train)
    dsplit(Tensor input, int sections)
    dsplit(Tensor input, int[] indices)
    dstack(Tensor[] tensors, *, Tensor out=None)
    einsum(str equation, Tensor[] tensors, *, int[]? path=None)
    embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, \
    bool sparse=False)
    embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int \
    mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx)
    embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, \
    int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool \
    include_last_offset=False)
    embedding_renorm_(Tensor input, Tensor indices, float max_norm, float norm_type)
    empty(int[] size, *, MemoryFormat? memory_format=None, Tensor out=None, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    empty_like(Tensor input, *, MemoryFormat? memory_format=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    empty_strided(int[] size, int[] stride, *, ScalarType? dtype=None, Layout? layout=None, \
    Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    eq(Tensor input, Tensor other, *, Tensor out=None)
    eq(Tensor input, Scalar other, *, Tensor out=None)
    equal(Tensor input, Tensor other)
    erf(Tensor input, *, Tensor out=None)
    erf_(Tensor input)
    erfc(Tensor input, *, Tensor out=None)
    erfc_(Tensor input)
    erfinv(Tensor input, *, Tensor out=None)
    exp(Tensor input, *, Tensor out=None)
    exp2(Tensor input, *, Tensor out=None)
    exp2_(Tensor input)
    exp_(Tensor input)
    expm1(Tensor input, *, Tensor out=None)
    expm1_(Tensor input)
    eye(int n, ...)
    eye(int n, int m, ...)
    feature_alpha_dropout(Tensor input, float p, bool train)
    feature_alpha_dropout_(Tensor input, float p, bool train)
    feature_dropout(Tensor input, float p, bool train)
    feature_dropout_(Tensor input, float p, bool train)
    fill(Tensor input, Tensor value)
    fill(Tensor input, Scalar value)
    fill_(Tensor input, Tensor value)
    fill_(Tensor input, Scalar value)
    fix(Tensor input, *, Tensor out=None)
    fix_(Tensor input)
    flatten(Tensor input, int start_dim=0, int end_dim=-1)
    flip(Tensor input, int[] dims)
    fliplr(Tensor input)
    flipud(Tensor input)
    float_power(Tensor input, Tensor exponent, *, Tensor out=None)
    float_power(Scalar self, Tensor exponent, *, Tensor out=None)
    float_power(Tensor input, Scalar exponent, *, Tensor out=None)
    floor(Tensor input, *, Tensor out=None)
    floor_(Tensor input)
    floor_divide(Tensor input, Tensor other, *, Tensor out=None)
    floor_divide(Tensor input, Scalar other)
    fmax(Tensor input, Tensor other, *, Tensor out=None)
    fmin(Tensor input, Tensor other, *, Tensor out=None)
    fmod(Tensor input, Tensor other, *, Tensor out=None)
    fmod(Tensor input, Scalar other, *, Tensor out=None)
    frac(Tensor input, *, Tensor out=None)
    frac_(Tensor input)
    frexp(Tensor input, *, Tensor[2] out=None)
    frobenius_norm(Tensor input, int[1] dim, bool keepdim=False, *, Tensor out=None)
    from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    frombuffer(Any buffer, *, ScalarType dtype, int count=-1, int offset=0, bool \
    requires_grad=False)
    full(int[] size, Scalar fill_value, ...)
    full_like(Tensor input, Scalar fill_value, *, MemoryFormat? memory_format=None, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    fused_moving_avg_obs_fake_quant(Tensor input, Tensor observer_on, Tensor fake_quant_on, \
    Tensor running_min, Tensor running_max, Tensor scale, Tensor zero_point, float \
    averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, \
    bool symmetric_quant=False)
    gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False, Tensor out=None)
    gcd(Tensor input, Tensor other, *, Tensor out=None)
    gcd_(Tensor input, Tensor other)
    ge(Tensor input, Tensor other, *, Tensor out=None)
    ge(Tensor input, Scalar other, *, Tensor out=None)
    geqrf(Tensor input, *, Tensor[2] out=None)
    ger(Tensor input, Tensor vec2, *, Tensor out=None)
    get_device(Tensor input)
    gradient(Tensor input, *, int[] dim, int edge_order=1)
    gradient(Tensor input, *, Scalar spacing, int[] dim, int edge_order=1)
    gradient(Tensor input, *, Scalar? spacing=None, int? dim=None, int edge_order=1)
    gradient(Tensor input, *, Scalar[] spacing, int? dim=None, int edge_order=1)
    gradient(Tensor input, *, Scalar[] spacing, int[] dim, int edge_order=1)
    gradient(Tensor input, *, Tensor[] spacing, int? dim=None, int edge_order=1)
    gradient(Tensor input, *, Tensor[] spacing, int[] dim, int edge_order=1)
    greater(Tensor input, Tensor other, *, Tensor out=None)
    greater(Tensor input, Scalar other, *, Tensor out=None)
    greater_equal(Tensor input, Tensor other, *, Tensor out=None)
    greater_equal(Tensor input, Scalar other, *, Tensor out=None)
    grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool \
    align_corners)
    group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float \
    eps=1e-05, bool cudnn_enabled=True)
    gru(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int \
    num_layers, float dropout, bool train, bool bidirectional)
    gru(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, \
    bool train, bool bidirectional, bool batch_first)
    gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? \
    b_hh=None)
    gt(Tensor input, Tensor other, *, Tensor out=None)
    gt(Tensor input, Scalar other, *, Tensor out=None)
    hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? \
    device=None, bool? pin_memory=False, bool? requires_grad=False)
    hamming_window(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    hamming_window(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, \
    Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    hamming_window(int window_length, bool periodic, float alpha, float beta, *, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? \
    device=None, bool? pin_memory=False, bool? requires_grad=False)
    hann_window(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, \
    Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    hardshrink(Tensor input, Scalar lambd=0.5, *, Tensor out=None)
    hash_tensor(Tensor input, int[1] dim=None, *, bool keepdim=False, int mode=0, Tensor out=None)
    heaviside(Tensor input, Tensor values, *, Tensor out=None)
    hinge_embedding_loss(Tensor input, Tensor target, float margin=1.0, int \
    reduction=at::Reduction::Mean)
    histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0, *, Tensor out=None)
    histogram(Tensor input, Tensor bins, *, Tensor? weight=None, bool density=False, Tensor[2] \
    out=None)
    histogram(Tensor input, int bins=100, *, float[]? range=None, Tensor? weight=None, bool \
    density=False, Tensor[2] out=None)
    histogramdd(Tensor input, int bins, float[]? range=None, Tensor? weight=None, bool \
    density=False)
    histogramdd(Tensor input, int[] bins, float[]? range=None, Tensor? weight=None, bool \
    density=False)
    histogramdd(Tensor input, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool \
    density=False)
    hsplit(Tensor input, int sections)
    hsplit(Tensor input, int[] indices)
    hstack(Tensor[] tensors, *, Tensor out=None)
    hypot(Tensor input, Tensor other, *, Tensor out=None)
    i0(Tensor input, *, Tensor out=None)
    i0_(Tensor input)
    igamma(Tensor input, Tensor other, *, Tensor out=None)
    igammac(Tensor input, Tensor other, *, Tensor out=None)
    imag(Tensor input)
    index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1, Tensor \
    out=None)
    index_fill(Tensor input, int dim, Tensor index, Tensor value)
    index_fill(Tensor input, int dim, Tensor index, Scalar value)
    index_put(Tensor input, Tensor[] indices, Tensor values, bool accumulate=False)
    index_put_(Tensor input, Tensor[] indices, Tensor values, bool accumulate=False)
    index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool \
    include_self=True, Tensor out=None)
    index_select(Tensor input, int dim, Tensor index, *, Tensor out=None)
    inner(Tensor input, Tensor other, *, Tensor out=None)
    instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? \
    running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled)
    inverse(Tensor input, *, Tensor out=None)
    is_complex(Tensor input)
    is_conj(Tensor input)
    is_distributed(Tensor input)
    is_floating_point(Tensor input)
    is_inference(Tensor input)
    is_neg(Tensor input)
    is_nonzero(Tensor input)
    is_same_size(Tensor input, Tensor other)
    is_signed(Tensor input)
    isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)
    isfinite(Tensor input)
    isin(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False, \
    Tensor out=None)
    isin(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False, \
    Tensor out=None)
    isin(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False, \
    Tensor out=None)
    isinf(Tensor input)
    isnan(Tensor input)
    isneginf(Tensor input, *, Tensor out=None)
    isposinf(Tensor input, *, Tensor out=None)
    isreal(Tensor input)
    istft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? \
    window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, \
    bool return_complex=False)
    """
}
