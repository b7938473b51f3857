// Written by record_signatures.py of the tests; not to be edited by hand.

extension Signatures {
  /// The functions of `torch` from k on.
  static let laterFunctions = """
    kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? \
    device=None, bool? pin_memory=False, bool? requires_grad=False)
    kaiser_window(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    kaiser_window(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, \
    Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    kl_div(Tensor input, Tensor target, int reduction=at::Reduction::Mean, *, bool \
    log_target=False)
    kron(Tensor input, Tensor other, *, Tensor out=None)
    kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False, *, Tensor[2] out=None)
    layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, \
    float eps=1e-05, bool cudnn_enable=True)
    lcm(Tensor input, Tensor other, *, Tensor out=None)
    lcm_(Tensor input, Tensor other)
    ldexp(Tensor input, Tensor other, *, Tensor out=None)
    ldexp_(Tensor input, Tensor other)
    le(Tensor input, Tensor other, *, Tensor out=None)
    le(Tensor input, Scalar other, *, Tensor out=None)
    lerp(Tensor input, Tensor end, Tensor weight, *, Tensor out=None)
    lerp(Tensor input, Tensor end, Scalar weight, *, Tensor out=None)
    less(Tensor input, Tensor other, *, Tensor out=None)
    less(Tensor input, Scalar other, *, Tensor out=None)
    less_equal(Tensor input, Tensor other, *, Tensor out=None)
    less_equal(Tensor input, Scalar other, *, Tensor out=None)
    lgamma(Tensor input, *, Tensor out=None)
    linspace(Tensor start, Tensor end, int steps, ...)
    linspace(Scalar start, Tensor end, int steps, ...)
    linspace(Tensor start, Scalar end, int steps, ...)
    linspace(Scalar start, Scalar end, int steps, ...)
    log(Tensor input, *, Tensor out=None)
    log10(Tensor input, *, Tensor out=None)
    log10_(Tensor input)
    log1p(Tensor input, *, Tensor out=None)
    log1p_(Tensor input)
    log2(Tensor input, *, Tensor out=None)
    log2_(Tensor input)
    log_(Tensor input)
    log_softmax(Tensor input, int dim, ScalarType? dtype=None, *, Tensor out=None)
    logaddexp(Tensor input, Tensor other, *, Tensor out=None)
    logaddexp2(Tensor input, Tensor other, *, Tensor out=None)
    logcumsumexp(Tensor input, int dim, *, Tensor out=None)
    logdet(Tensor input)
    logical_and(Tensor input, Tensor other, *, Tensor out=None)
    logical_not(Tensor input, *, Tensor out=None)
    logical_or(Tensor input, Tensor other, *, Tensor out=None)
    logical_xor(Tensor input, Tensor other, *, Tensor out=None)
    logit(Tensor input, float? eps=None, *, Tensor out=None)
    logit_(Tensor input, float? eps=None)
    logspace(Tensor start, Tensor end, int steps, float base=10.0, ...)
    logspace(Scalar start, Tensor end, int steps, float base=10.0, ...)
    logspace(Tensor start, Scalar end, int steps, float base=10.0, ...)
    logspace(Scalar start, Scalar end, int steps, float base=10.0, ...)
    logsumexp(Tensor input, int[1] dim, bool keepdim=False, *, Tensor out=None)
    lstm(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int \
    num_layers, float dropout, bool train, bool bidirectional)
    lstm(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float \
    dropout, bool train, bool bidirectional, bool batch_first)
    lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? \
    b_hh=None)
    lt(Tensor input, Tensor other, *, Tensor out=None)
    lt(Tensor input, Scalar other, *, Tensor out=None)
    lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots, *, Tensor out=None)
    lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True, \
    *, Tensor[3] out=None)
    margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int \
    reduction=at::Reduction::Mean)
    masked_fill(Tensor input, Tensor mask, Tensor value)
    masked_fill(Tensor input, Tensor mask, Scalar value)
    masked_scatter(Tensor input, Tensor mask, Tensor source)
    masked_select(Tensor input, Tensor mask, *, Tensor out=None)
    matmul(Tensor input, Tensor other, *, Tensor out=None)
    matrix_exp(Tensor input)
    matrix_power(Tensor input, int n, *, Tensor out=None)
    max(Tensor input, *, Tensor out=None)
    max(Tensor input, Tensor other, *, Tensor out=None)
    max(Tensor input, int dim, bool keepdim=False, *, Tensor[2] out=None)
    max_pool1d(Tensor input, int[1] kernel_size, int[1] stride=None, int[1] padding=0, int[1] \
    dilation=1, bool ceil_mode=False)
    max_pool1d_with_indices(Tensor input, int[1] kernel_size, int[1] stride=None, int[1] \
    padding=0, int[1] dilation=1, bool ceil_mode=False)
    max_pool2d(Tensor input, int[2] kernel_size, int[2] stride=None, int[2] padding=0, int[2] \
    dilation=1, bool ceil_mode=False)
    max_pool3d(Tensor input, int[3] kernel_size, int[3] stride=None, int[3] padding=0, int[3] \
    dilation=1, bool ceil_mode=False)
    maximum(Tensor input, Tensor other, *, Tensor out=None)
    mean(Tensor input, *, ScalarType? dtype=None, Tensor out=None)
    mean(Tensor input, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor \
    out=None)
    median(Tensor input)
    median(Tensor input, int dim, bool keepdim=False, *, Tensor[2] out=None)
    min(Tensor input, *, Tensor out=None)
    min(Tensor input, Tensor other, *, Tensor out=None)
    min(Tensor input, int dim, bool keepdim=False, *, Tensor[2] out=None)
    minimum(Tensor input, Tensor other, *, Tensor out=None)
    mm(Tensor input, Tensor mat2, *, Tensor out=None)
    mm(Tensor input, Tensor mat2, ScalarType out_dtype, *, Tensor out=None)
    mode(Tensor input, int dim=-1, bool keepdim=False, *, Tensor[2] out=None)
    moveaxis(Tensor input, int source, int destination)
    moveaxis(Tensor input, int[] source, int[] destination)
    movedim(Tensor input, int source, int destination)
    movedim(Tensor input, int[] source, int[] destination)
    msort(Tensor input, *, Tensor out=None)
    mul(Tensor input, Tensor other, *, Tensor out=None)
    multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? \
    generator=None, Tensor out=None)
    multiply(Tensor input, Tensor other, *, Tensor out=None)
    multiply(Tensor input, Scalar other)
    mv(Tensor input, Tensor vec, *, Tensor out=None)
    mvlgamma(Tensor input, int p, *, Tensor out=None)
    nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None, *, Tensor \
    out=None)
    nan_to_num_(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)
    nanmean(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor \
    out=None)
    nanmedian(Tensor input)
    nanmedian(Tensor input, int dim, bool keepdim=False, *, Tensor[2] out=None)
    nanquantile(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str \
    interpolation="linear", Tensor out=None)
    nanquantile(Tensor input, float q, int? dim=None, bool keepdim=False, *, str \
    interpolation="linear", Tensor out=None)
    nansum(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor \
    out=None)
    narrow(Tensor input, int dim, Tensor start, int length)
    narrow(Tensor input, int dim, int start, int length)
    ne(Tensor input, Tensor other, *, Tensor out=None)
    ne(Tensor input, Scalar other, *, Tensor out=None)
    neg(Tensor input, *, Tensor out=None)
    neg_(Tensor input)
    negative(Tensor input, *, Tensor out=None)
    negative_(Tensor input)
    nextafter(Tensor input, Tensor other, *, Tensor out=None)
    nonzero(Tensor input, *, bool as_tuple=False, Tensor out=None)
    nonzero_static(Tensor input, *, int size, int fill_value=-1, Tensor out=None)
    norm_except_dim(Tensor v, int pow=2, int dim=0)
    normal(Tensor mean, Tensor std, *, Generator? generator=None, Tensor out=None)
    normal(Tensor mean, float std=1, *, Generator? generator=None, Tensor out=None)
    normal(float mean, Tensor std, *, Generator? generator=None, Tensor out=None)
    normal(float mean, float std, int[] size, *, Generator? generator=None, Tensor out=None, \
    ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, \
    bool? requires_grad=False)
    not_equal(Tensor input, Tensor other, *, Tensor out=None)
    not_equal(Tensor input, Scalar other, *, Tensor out=None)
    nuclear_norm(Tensor input, int[2] dim, bool keepdim=False, *, Tensor out=None)
    nuclear_norm(Tensor input, bool keepdim=False, *, Tensor out=None)
    numel(Tensor input)
    ones(int[] size, ...)
    ones_like(Tensor input, *, MemoryFormat? memory_format=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    orgqr(Tensor input, Tensor input2, *, Tensor out=None)
    ormqr(Tensor input, Tensor input2, Tensor input3, bool left=True, bool transpose=False, *, \
    Tensor out=None)
    outer(Tensor input, Tensor vec2, *, Tensor out=None)
    pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False)
    pdist(Tensor input, float p=2)
    permute(Tensor input, int[] dims)
    pinverse(Tensor input, float rcond=1e-15)
    pixel_shuffle(Tensor input, int upscale_factor)
    pixel_unshuffle(Tensor input, int downscale_factor)
    poisson(Tensor input, Generator? generator=None)
    poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int \
    reduction)
    polar(Tensor abs, Tensor angle, *, Tensor out=None)
    polygamma(int n, Tensor input, *, Tensor out=None)
    positive(Tensor input)
    pow(Tensor input, Tensor exponent, *, Tensor out=None)
    pow(Scalar self, Tensor exponent, *, Tensor out=None)
    pow(Tensor input, Scalar exponent, *, Tensor out=None)
    prelu(Tensor input, Tensor weight)
    prod(Tensor input, *, ScalarType? dtype=None)
    prod(Tensor input, int dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor out=None)
    promote_types(ScalarType type1, ScalarType type2)
    put(Tensor input, Tensor index, Tensor source, bool accumulate=False)
    qr(Tensor input, bool some=True, *, Tensor[2] out=None)
    quantile(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str \
    interpolation="linear", Tensor out=None)
    quantile(Tensor input, float q, int? dim=None, bool keepdim=False, *, str \
    interpolation="linear", Tensor out=None)
    rad2deg(Tensor input, *, Tensor out=None)
    rad2deg_(Tensor input)
    rand(int[] size, *, Generator? generator, Tensor out=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    rand(int[] size, ...)
    rand_like(Tensor input, *, Generator? generator, MemoryFormat? memory_format=None, \
    ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, \
    bool? requires_grad=False)
    rand_like(Tensor input, *, MemoryFormat? memory_format=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    randint(int high, int[] size, *, Generator? generator, Tensor out=None, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    randint(int high, int[] size, ...)
    randint(int low, int high, int[] size, *, Generator? generator, Tensor out=None, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    randint(int low, int high, int[] size, ...)
    randint_like(Tensor input, int low, int high, *, Generator? generator, MemoryFormat? \
    memory_format=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? \
    pin_memory=False, bool? requires_grad=False)
    randint_like(Tensor input, int low, int high, *, MemoryFormat? memory_format=None, \
    ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, \
    bool? requires_grad=False)
    randint_like(Tensor input, Tensor high, *, Generator? generator, MemoryFormat? \
    memory_format=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? \
    pin_memory=False, bool? requires_grad=False)
    randint_like(Tensor input, Tensor high, *, MemoryFormat? memory_format=None, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    randint_like(Tensor input, int high, *, Generator? generator, MemoryFormat? \
    memory_format=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? \
    pin_memory=False, bool? requires_grad=False)
    randint_like(Tensor input, int high, *, MemoryFormat? memory_format=None, ScalarType? \
    dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? \
    requires_grad=False)
    randn(int[] size, *, Generator? generator, Tensor out=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    randn(int[] size, ...)
    randn_like(Tensor input, *, Generator? generator, MemoryFormat? memory_format=None, \
    ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, \
    bool? requires_grad=False)
    randn_like(Tensor input, *, MemoryFormat? memory_format=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    randperm(int n, *, Generator? generator, Tensor out=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    randperm(int n, ...)
    range(Scalar start, Scalar end, Scalar step=1, *, Tensor out=None, ScalarType dtype=None, \
    Layout layout=torch.strided, Device device=None, bool requires_grad=False)
    ravel(Tensor input)
    real(Tensor input)
    reciprocal(Tensor input, *, Tensor out=None)
    reciprocal_(Tensor input)
    relu(Tensor input)
    relu_(Tensor input)
    remainder(Tensor input, Tensor other, *, Tensor out=None)
    remainder(Scalar self, Tensor other)
    remainder(Tensor input, Scalar other, *, Tensor out=None)
    renorm(Tensor input, Scalar p, int dim, Scalar maxnorm, *, Tensor out=None)
    repeat_interleave(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None)
    repeat_interleave(Tensor repeats, *, int? output_size=None)
    repeat_interleave(Tensor input, int repeats, int? dim=None, *, int? output_size=None)
    reshape(Tensor input, int[] shape)
    resize_as_(Tensor input, Tensor the_template, *, MemoryFormat? memory_format=None)
    resolve_conj(Tensor input)
    resolve_neg(Tensor input)
    result_type(Tensor tensor, Tensor other)
    result_type(Scalar scalar, Tensor tensor)
    result_type(Tensor tensor, Scalar other)
    result_type(Scalar scalar1, Scalar scalar2)
    rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None)
    rnn_relu(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int \
    num_layers, float dropout, bool train, bool bidirectional)
    rnn_relu(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float \
    dropout, bool train, bool bidirectional, bool batch_first)
    rnn_tanh(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int \
    num_layers, float dropout, bool train, bool bidirectional)
    rnn_tanh(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float \
    dropout, bool train, bool bidirectional, bool batch_first)
    roll(Tensor input, int[1] shifts, int[1] dims=None)
    rot90(Tensor input, int k=1, int[] dims={0,1})
    round(Tensor input, *, Tensor out=None)
    round(Tensor input, *, int decimals, Tensor out=None)
    round_(Tensor input)
    round_(Tensor input, *, int decimals)
    row_stack(Tensor[] tensors, *, Tensor out=None)
    rrelu(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, \
    Generator? generator=None)
    rrelu_(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool \
    training=False, Generator? generator=None)
    rsqrt(Tensor input, *, Tensor out=None)
    rsqrt_(Tensor input)
    rsub(Tensor input, Tensor other, *, Scalar alpha=1)
    rsub(Tensor input, Scalar other, Scalar alpha=1)
    scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, \
    bool? pin_memory=False, bool? requires_grad=False)
    scatter(Tensor input, int dim, Tensor index, Tensor src, *, Tensor out=None)
    scatter(Tensor input, int dim, Tensor index, Tensor src, *, str reduce, Tensor out=None)
    scatter(Tensor input, int dim, Tensor index, Scalar value, *, Tensor out=None)
    scatter(Tensor input, int dim, Tensor index, Scalar value, *, str reduce, Tensor out=None)
    scatter_add(Tensor input, int dim, Tensor index, Tensor src, *, Tensor out=None)
    scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool \
    include_self=True, Tensor out=None)
    searchsorted(Tensor sorted_sequence, Tensor input, *, bool out_int32=False, bool right=False, \
    str? side=None, Tensor? sorter=None, Tensor out=None)
    searchsorted(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, \
    str? side=None, Tensor? sorter=None, Tensor out=None)
    segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, \
    Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None)
    select(Tensor input, int dim, int index)
    select_scatter(Tensor input, Tensor src, int dim, int index)
    selu(Tensor input)
    selu_(Tensor input)
    sgn(Tensor input, *, Tensor out=None)
    sigmoid(Tensor input, *, Tensor out=None)
    sigmoid_(Tensor input)
    sign(Tensor input, *, Tensor out=None)
    signbit(Tensor input, *, Tensor out=None)
    sin(Tensor input, *, Tensor out=None)
    sin_(Tensor input)
    sinc(Tensor input, *, Tensor out=None)
    sinc_(Tensor input)
    sinh(Tensor input, *, Tensor out=None)
    sinh_(Tensor input)
    slice_inverse(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1)
    slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int \
    step=1, *, Tensor out=None)
    slogdet(Tensor input, *, Tensor[2] out=None)
    smm(Tensor input, Tensor mat2)
    softmax(Tensor input, int dim, ScalarType? dtype=None, *, Tensor out=None)
    sort(Tensor input, *, bool? stable, int dim=-1, bool descending=False, Tensor[2] out=None)
    sort(Tensor input, int dim=-1, bool descending=False, *, Tensor[2] out=None)
    split_with_sizes(Tensor input, int[] split_sizes, int dim=0)
    sqrt(Tensor input, *, Tensor out=None)
    sqrt_(Tensor input)
    square(Tensor input, *, Tensor out=None)
    square_(Tensor input)
    squeeze(Tensor input)
    squeeze(Tensor input, int dim)
    squeeze(Tensor input, int[] dim)
    stack(Tensor[] tensors, int dim=0, *, Tensor out=None)
    std(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False, *, Tensor out=None)
    std(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor \
    out=None)
    std(Tensor input, bool unbiased=True)
    std_mean(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False)
    std_mean(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False)
    std_mean(Tensor input, bool unbiased=True)
    sub(Tensor input, Tensor other, *, Scalar alpha=1, Tensor out=None)
    sub(Tensor input, Scalar alpha, Tensor other, *, Tensor out=None)|hidden
    subtract(Tensor input, Tensor other, *, Scalar alpha=1, Tensor out=None)
    subtract(Tensor input, Scalar other, Scalar alpha=1)
    sum(Tensor input, *, ScalarType? dtype=None)
    sum(Tensor input, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor out=None)
    svd(Tensor input, bool some=True, bool compute_uv=True, *, Tensor[3] out=None)
    swapaxes(Tensor input, int axis0, int axis1)
    swapdims(Tensor input, int dim0, int dim1)
    t(Tensor input)
    take(Tensor input, Tensor index, *, Tensor out=None)
    take_along_dim(Tensor input, Tensor indices, int? dim=None, *, Tensor out=None)
    tan(Tensor input, *, Tensor out=None)
    tan_(Tensor input)
    tanh(Tensor input, *, Tensor out=None)
    tanh_(Tensor input)
    tensor(Any data, *, ScalarType dtype=None, Device? device=None, bool pin_memory=False, bool \
    requires_grad=False)
    tensor_split(Tensor input, int[] indices, int dim=0)
    tensor_split(Tensor input, Tensor tensor_indices_or_sections, int dim=0)
    tensor_split(Tensor input, int sections, int dim=0)
    tensordot(Tensor input, Tensor other, int[] dims_self, int[] dims_other, *, Tensor out=None)
    threshold(Tensor input, Scalar threshold, Scalar value, *, Tensor out=None)
    threshold_(Tensor input, Scalar threshold, Scalar value)
    tile(Tensor input, int[] dims)
    topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True, *, Tensor[2] \
    out=None)
    trace(Tensor input)
    transpose(Tensor input, int dim0, int dim1)
    trapezoid(Tensor y, Tensor x, *, int dim=-1)
    trapezoid(Tensor y, *, Scalar dx=1, int dim=-1)
    trapz(Tensor y, *, float dx=1, int dim=-1)
    trapz(Tensor y, Tensor x, *, int dim=-1)
    triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool \
    unitriangular=False, *, Tensor[2] out=None)
    tril(Tensor input, int diagonal=0, *, Tensor out=None)
    tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=None, Layout? layout=None, \
    Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float \
    p=2, float eps=1e-06, bool swap=False, int reduction=at::Reduction::Mean)
    triu(Tensor input, int diagonal=0, *, Tensor out=None)
    triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=None, Layout? layout=None, \
    Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    true_divide(Tensor input, Tensor other, *, Tensor out=None)
    true_divide(Tensor input, Scalar other)
    trunc(Tensor input, *, Tensor out=None)
    trunc_(Tensor input)
    unbind(Tensor input, int dim=0)
    unflatten(Tensor input, int dim, int[] sizes)
    unique_consecutive(Tensor input, bool return_inverse=False, bool return_counts=False, int? \
    dim=None)
    unsqueeze(Tensor input, int dim)
    vander(Tensor x, int? N=None, bool increasing=False)
    var(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False, *, Tensor out=None)
    var(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor \
    out=None)
    var(Tensor input, bool unbiased=True)
    var_mean(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False)
    var_mean(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False)
    var_mean(Tensor input, bool unbiased=True)
    vdot(Tensor input, Tensor other, *, Tensor out=None)
    view_as_complex(Tensor input)
    view_as_real(Tensor input)
    vsplit(Tensor input, int sections)
    vsplit(Tensor input, int[] indices)
    vstack(Tensor[] tensors, *, Tensor out=None)
    where(Tensor condition)
    where(Tensor condition, Tensor input, Tensor other, *, Tensor out=None)
    where(Tensor condition, Scalar self, Tensor other)
    where(Tensor condition, Tensor input, Scalar other)
    where(Tensor condition, Scalar self, Scalar other)
    xlogy(Tensor input, Tensor other, *, Tensor out=None)
    xlogy(Scalar self, Tensor other, *, Tensor out=None)
    xlogy(Tensor input, Scalar other, *, Tensor out=None)
    xlogy_(Tensor input, Tensor other)
    xlogy_(Tensor input, Scalar other)
    zero_(Tensor input)
    zeros(int[] size, ...)
    zeros_like(Tensor input, *, MemoryFormat? memory_format=None, ScalarType? dtype=None, Layout? \
    layout=None, Device? device=None, bool? pin_memory=False, bool? requires_grad=False)
    """
}
