// Written by record_signatures.py of the tests; not to be edited by hand.

extension Signatures {
  /// The functions of `torch.nn.functional` that are not Python.
  static let networks = """
    adaptive_avg_pool2d(Tensor input, int[2] output_size, *, Tensor out=None)
    adaptive_avg_pool3d(Tensor input, int[3] output_size, *, Tensor out=None)
    adaptive_max_pool2d(Tensor input, int[2] output_size, *, Tensor[2] out=None)
    adaptive_max_pool3d(Tensor input, int[3] output_size, *, Tensor[2] out=None)
    avg_pool2d(Tensor input, int[2] kernel_size, int[2] stride=None, int[2] padding=0, bool \
    ceil_mode=False, bool count_include_pad=True, int? divisor_override=None, *, Tensor out=None)
    avg_pool3d(Tensor input, int[3] kernel_size, int[3] stride=None, int[3] padding=0, bool \
    ceil_mode=False, bool count_include_pad=True, int? divisor_override=None, *, Tensor out=None)
    binary_cross_entropy(Tensor input, Tensor target, Tensor? weight=None, int \
    reduction=at::Reduction::Mean, *, Tensor out=None)
    col2im(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, \
    int[2] stride, *, Tensor out=None)
    conv_depthwise3d(Tensor input, Tensor weight, int[3] kernel_size, Tensor? bias, int[3] \
    stride, int[3] padding, int[3] dilation)
    cross_entropy_loss(Tensor input, Tensor target, Tensor? weight=None, int \
    reduction=at::Reduction::Mean, int ignore_index=-100, float label_smoothing=0.0)
    elu(Tensor input, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1, *, Tensor out=None)
    elu_(Tensor input, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1)
    flatten_dense_tensors(Tensor[] tensors)
    fractional_max_pool2d(Tensor input, int[2] kernel_size, int[2] output_size, Tensor \
    random_samples, *, Tensor[2] out=None)
    fractional_max_pool3d(Tensor input, int[3] kernel_size, int[3] output_size, Tensor \
    random_samples, *, Tensor[2] out=None)
    gelu(Tensor input, *, str approximate="none", Tensor out=None)
    gelu_(Tensor input, *, str approximate="none")
    glu(Tensor input, int dim=-1, *, Tensor out=None)
    hardsigmoid(Tensor input, *, Tensor out=None)
    hardsigmoid_(Tensor input)
    hardswish(Tensor input, *, Tensor out=None)
    hardswish_(Tensor input)
    hardtanh(Tensor input, Scalar min_val=-1, Scalar max_val=1, *, Tensor out=None)
    hardtanh_(Tensor input, Scalar min_val=-1, Scalar max_val=1)
    huber_loss(Tensor input, Tensor target, int reduction=at::Reduction::Mean, float delta=1.0, \
    *, Tensor out=None)
    im2col(Tensor input, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride, *, \
    Tensor out=None)
    l1_loss(Tensor input, Tensor target, int reduction=at::Reduction::Mean)
    leaky_relu(Tensor input, Scalar negative_slope=0.01, *, Tensor out=None)
    leaky_relu_(Tensor input, Scalar negative_slope=0.01)
    linear(Tensor input, Tensor weight, Tensor? bias=None, *, Tensor out=None)
    log_sigmoid(Tensor input, *, Tensor out=None)
    max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] stride=None, int[2] \
    padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor[2] out=None)
    max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] stride=None, int[3] \
    padding=0, int[3] dilation=1, bool ceil_mode=False, *, Tensor[2] out=None)
    max_unpool2d(Tensor input, Tensor indices, int[2] output_size, *, Tensor out=None)
    max_unpool3d(Tensor input, Tensor indices, int[3] output_size, int[3] stride, int[3] padding, \
    *, Tensor out=None)
    mish(Tensor input, *, Tensor out=None)
    mish_(Tensor input)
    mse_loss(Tensor input, Tensor target, int reduction=at::Reduction::Mean, *, Tensor out=None)
    multi_margin_loss(Tensor input, Tensor target, Scalar p=1, Scalar margin=1, Tensor? \
    weight=None, int reduction=at::Reduction::Mean, *, Tensor out=None)
    multilabel_margin_loss(Tensor input, Tensor target, int reduction=at::Reduction::Mean, *, \
    Tensor out=None)
    nll_loss(Tensor input, Tensor target, Tensor? weight=None, int reduction=at::Reduction::Mean, \
    int ignore_index=-100, *, Tensor out=None)
    nll_loss2d(Tensor input, Tensor target, Tensor? weight=None, int \
    reduction=at::Reduction::Mean, int ignore_index=-100, *, Tensor out=None)
    nll_loss_nd(Tensor input, Tensor target, Tensor? weight=None, int \
    reduction=at::Reduction::Mean, int ignore_index=-100)
    one_hot(Tensor input, int num_classes=-1)
    pad(Tensor input, int[] pad, str mode="constant", float? value=None)
    pad_sequence(Tensor[] sequences, bool batch_first=False, float padding_value=0.0, str \
    padding_side="right")
    reflection_pad1d(Tensor input, int[2] padding, *, Tensor out=None)
    reflection_pad2d(Tensor input, int[4] padding, *, Tensor out=None)
    reflection_pad3d(Tensor input, int[6] padding, *, Tensor out=None)
    relu6(Tensor input)
    relu6_(Tensor input)
    replication_pad1d(Tensor input, int[2] padding, *, Tensor out=None)
    replication_pad2d(Tensor input, int[4] padding, *, Tensor out=None)
    replication_pad3d(Tensor input, int[6] padding, *, Tensor out=None)
    rrelu_with_noise(Tensor input, Tensor noise, Scalar lower=0.125, Scalar \
    upper=0.3333333333333333, bool training=False, Generator? generator=None, *, Tensor out=None)
    rrelu_with_noise_(Tensor input, Tensor noise, Scalar lower=0.125, Scalar \
    upper=0.3333333333333333, bool training=False, Generator? generator=None)
    scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, \
    float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False)
    silu(Tensor input, *, Tensor out=None)
    silu_(Tensor input)
    slow_conv3d(Tensor input, Tensor weight, int[3] kernel_size, Tensor? bias=None, int[3] \
    stride=1, int[3] padding=0, *, Tensor out=None)
    slow_conv_dilated2d(Tensor input, Tensor weight, int[2] kernel_size, Tensor? bias=None, \
    int[2] stride=1, int[2] padding=0, int[2] dilation=1)
    slow_conv_dilated3d(Tensor input, Tensor weight, int[3] kernel_size, Tensor? bias=None, \
    int[3] stride=1, int[3] padding=0, int[3] dilation=1)
    slow_conv_transpose2d(Tensor input, Tensor weight, int[2] kernel_size, Tensor? bias=None, \
    int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int[2] dilation=1, *, Tensor \
    out=None)
    slow_conv_transpose3d(Tensor input, Tensor weight, int[3] kernel_size, Tensor? bias=None, \
    int[3] stride=1, int[3] padding=0, int[3] output_padding=0, int[3] dilation=1, *, Tensor \
    out=None)
    smooth_l1_loss(Tensor input, Tensor target, int reduction=at::Reduction::Mean, float \
    beta=1.0, *, Tensor out=None)
    soft_margin_loss(Tensor input, Tensor target, int reduction=at::Reduction::Mean, *, Tensor \
    out=None)
    softplus(Tensor input, Scalar beta=1, Scalar threshold=20, *, Tensor out=None)
    softshrink(Tensor input, Scalar lambd=0.5, *, Tensor out=None)
    thnn_conv2d(Tensor input, Tensor weight, int[2] kernel_size, Tensor? bias=None, int[2] \
    stride=1, int[2] padding=0, *, Tensor out=None)
    unflatten_dense_tensors(Tensor flat, Tensor[] tensors)
    upsample_bicubic2d(Tensor input, int[]? output_size, bool align_corners, float[]? \
    scale_factors)
    upsample_bicubic2d(Tensor input, int[2] output_size, bool align_corners, float? \
    scales_h=None, float? scales_w=None, *, Tensor out=None)
    upsample_bilinear2d(Tensor input, int[]? output_size, bool align_corners, float[]? \
    scale_factors)
    upsample_bilinear2d(Tensor input, int[2] output_size, bool align_corners, float? \
    scales_h=None, float? scales_w=None, *, Tensor out=None)
    upsample_linear1d(Tensor input, int[]? output_size, bool align_corners, float[]? \
    scale_factors)
    upsample_linear1d(Tensor input, int[1] output_size, bool align_corners, float? scales=None, \
    *, Tensor out=None)
    upsample_nearest1d(Tensor input, int[]? output_size, float[]? scale_factors)
    upsample_nearest1d(Tensor input, int[1] output_size, float? scales=None, *, Tensor out=None)
    upsample_nearest2d(Tensor input, int[]? output_size, float[]? scale_factors)
    upsample_nearest2d(Tensor input, int[2] output_size, float? scales_h=None, float? \
    scales_w=None, *, Tensor out=None)
    upsample_nearest3d(Tensor input, int[]? output_size, float[]? scale_factors)
    upsample_nearest3d(Tensor input, int[3] output_size, float? scales_d=None, float? \
    scales_h=None, float? scales_w=None, *, Tensor out=None)
    upsample_trilinear3d(Tensor input, int[]? output_size, bool align_corners, float[]? \
    scale_factors)
    upsample_trilinear3d(Tensor input, int[3] output_size, bool align_corners, float? \
    scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor out=None)
    """
}
