import Python

/// Names that PyTorch has and this program lacks: their use says so, while a name that PyTorch
/// lacks too is an ordinary AttributeError. `hasattr` is false for both.
private let absentNames: [String: String] = [
  "torch": """
    _C __future__ _check _custom_op _decomp _export _foreach_copy_ _higher_order_ops _lobpcg
    _prims _refs ByteStorage DoubleStorage Event FloatStorage Future GradScaler IntStorage
    LongStorage OutOfMemoryError Storage Stream SymInt TypedStorage UntypedStorage
    alpha_dropout_ ao arccos_ arccosh_ arcsin_ arcsinh_ arctan_ arctanh_ as_strided_
    as_strided_scatter batch_norm_backward_elemt batch_norm_backward_reduce batch_norm_elemt
    batch_norm_gather_stats batch_norm_gather_stats_with_counts batch_norm_stats
    batch_norm_update_stats bit bits16 bits1x8 bits2x4 bits4x2 bits8 chalf
    choose_qparams_optimized clear_autocast_cache compiler complex32 cond conj_physical_
    conv_tbc cpp cpu dequantize dsmm embedding_bag embedding_renorm_ empty_permuted
    empty_quantized feature_alpha_dropout_ feature_dropout_ fix_ float4_e2m1fn_x2 float8_e4m3fn
    float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu fork frobenius_norm from_dlpack
    from_file functional fused_moving_avg_obs_fake_quant geqrf get_deterministic_debug_mode
    get_device_module get_file_path get_num_interop_threads grid_sampler_2d grid_sampler_3d
    has_lapack has_mkl has_openmp has_spectral hash_tensor histogramdd hsmm hspmm int1 int2 int3
    int4 int5 int6 int7 int_repr is_anomaly_check_nan_enabled is_anomaly_enabled
    is_autocast_cpu_enabled is_autocast_enabled is_deterministic_algorithms_warn_only_enabled
    is_vulkan_available is_warn_always_enabled jagged layout legacy_contiguous_format lobpcg
    memory_format monitor mtia native_batch_norm native_channel_shuffle native_dropout
    native_group_norm native_layer_norm native_norm negative_ nuclear_norm orgqr ormqr package
    per_channel_affine per_channel_affine_float_qparams per_channel_symmetric per_tensor_affine
    per_tensor_symmetric q_scale q_zero_point qint32 qint8 qscheme quantize_per_channel
    quantize_per_tensor quantize_per_tensor_dynamic quasirandom quint2x4 quint4x2 quint8
    resize_as_ resize_as_sparse_ return_types rrelu_ saddmm segment_reduce set_anomaly_enabled
    set_deterministic_debug_mode set_flush_denormal set_warn_always signal slice_inverse smm
    sparse_bsc sparse_bsc_tensor sparse_bsr sparse_bsr_tensor sparse_compressed_tensor
    sparse_coo sparse_coo_tensor sparse_csc sparse_csc_tensor sparse_csr sparse_csr_tensor spmm
    sspaddmm storage to_dlpack torch_version types uint1 uint16 uint2 uint3 uint32 uint4 uint5
    uint6 uint64 uint7 unsafe_chunk unsafe_split unsafe_split_with_sizes wait while_loop windows
    """,
  "torch.nn": """
    Container CrossMapLRN2d LinearCrossEntropyLoss LinearCrossEntropyOptions UninitializedBuffer
    common_types factory_kwargs grad intrinsic qat quantizable quantized
    """,
  "torch.nn.functional": """
    BroadcastingList1 BroadcastingList2 BroadcastingList3 GRID_SAMPLE_INTERPOLATION_MODES
    GRID_SAMPLE_PADDING_MODES ScalingType SwizzleType assert_int_or_pair boolean_dispatch
    conv_tbc grad grouped_mm handle_torch_function has_torch_function has_torch_function_unary
    has_torch_function_variadic linear_cross_entropy native_channel_shuffle
    reproducibility_notes rrelu_ scaled_grouped_mm scaled_mm sparse_support_notes tf32_notes
    """,
  "torch.linalg": """
    householder_product ldl_factor ldl_factor_ex ldl_solve tensorsolve
    """,
  "torch.special": """
    airy_ai
    """,
  "torch.fft": """
    hfft2 hfftn ihfft2 ihfftn
    """,
  "torch.autograd": """
    DeviceType NestedIOFunction ProfilerActivity ProfilerConfig ProfilerEvent ProfilerState
    SavedTensor anomaly_mode enforce_grad_layout_policy grad_mode handle_torch_function
    has_torch_function is_multithreading_enabled is_tensor_like is_view_replay_enabled
    kineto_available profiler_legacy profiler_util set_multithreading_enabled variable
    """,
  "torch.autograd.graph": """
    allow_mutation_on_saved_tensors increment_version
    set_warn_on_accumulate_grad_stream_mismatch
    """,
  "torch.nn.attention": """
    WARN_FOR_UNFUSED_KERNELS activate_flash_attention_impl bias current_flash_attention_impl
    flex_attention list_flash_attention_impls register_flash_attention_impl
    restore_flash_attention_impl varlen
    """,
  "torch.utils.benchmark": """
    CallgrindStats Colorize Compare CopyIfCallgrind FunctionCount FunctionCounts FuzzedParameter
    FuzzedSparseTensor FuzzedTensor Fuzzer Language Number ParameterAlias ordered_unique
    set_torch_threads
    """,
  "torch.cuda": """
    AcceleratorError BFloat16Storage BFloat16Tensor BoolStorage BoolTensor ByteStorage
    ByteTensor CUDAGraph CUDAPluggableAllocator CharStorage CharTensor ComplexDoubleStorage
    ComplexFloatStorage CudaError DEVICE_REQUIREMENT DeferredCudaCallError Device DoubleStorage
    DoubleTensor Event ExternalStream FloatStorage FloatTensor GreenContext HalfStorage
    HalfTensor IntStorage IntTensor LongStorage LongTensor MemPool OutOfMemoryError
    PYTORCH_RELEASES_CODE_CC ShortStorage ShortTensor Stream StreamContext
    caching_allocator_alloc caching_allocator_delete caching_allocator_disabled
    caching_allocator_enable can_device_access_peer change_current_allocator check_error
    classproperty clock_rate cudaStatus cudart current_blas_handle current_solver_handle
    default_generators default_stream device device_memory_used device_of gds
    get_allocator_backend get_arch_list get_gencode_flags get_per_process_memory_fraction
    get_rng_state get_rng_state_all get_stream_from_external get_sync_debug_mode graph
    graph_pool_handle graphs green_contexts has_half has_magma host_memory_stats
    host_memory_stats_as_nested_dict initial_seed ipc_collect is_current_stream_capturing
    is_tf32_supported jiterator list_gpu_processes make_graphed_callables max_memory_cached
    mem_get_info memory memory_cached memory_snapshot memory_stats memory_stats_as_nested_dict
    memory_summary memory_usage nccl nvtx power_draw profiler random
    reset_accumulated_host_memory_stats reset_accumulated_memory_stats
    reset_max_memory_allocated reset_max_memory_cached reset_peak_host_memory_stats seed
    seed_all set_per_process_memory_fraction set_rng_state set_rng_state_all set_stream
    set_sync_debug_mode sparse stream streams temperature tunable use_mem_pool utilization
    """,
  "torch.utils": """
    ThroughputBenchmark backcompat backend_registration cmake_prefix_path collect_env
    cpp_backtrace deterministic dlpack generate_methods_for_privateuse1_backend
    get_cpp_backtrace hooks rename_privateuse1_backend set_module swap_tensors
    throughput_benchmark weak
    """,
  "torch.utils.data": """
    DFIterDataPipe DataChunk DistributedSampler IterDataPipe MapDataPipe argument_validation
    datapipes functional_datapipe graph graph_settings guaranteed_datapipes_determinism
    non_deterministic runtime_validation runtime_validation_disabled
    """,
  "torch.optim": """
    Adafactor Muon SparseAdam swap_in_optimizer_params_and_state
    """,
  "torch.optim.lr_scheduler": """
    EPOCH_DEPRECATION_WARNING Optimizer
    """,
  "torch.distributions": """
    CatTransform CorrCholeskyTransform StackTransform
    """,
  "torch.distributions.transforms": """
    CatTransform CorrCholeskyTransform StackTransform
    """,
  "torch.nn.utils": """
    clip_grad convert_conv2d_weight_memory_format convert_conv3d_weight_memory_format
    convert_parameters fuse_conv_bn_weights fuse_linear_bn_eval fuse_linear_bn_weights fusion
    memory_format remove_spectral_norm skip_init stateless
    """,
  "torch.nn.utils.rnn": """
    PackedSequence_ copy_method_params
    """,
  "torch.nn.parallel": """
    DistributedDataParallel comm data_parallel distributed gather parallel_apply replicate
    replicate_ scatter scatter_gather
    """,
  "torch.accelerator": """
    Graph current_accelerator_index device_index empty_host_cache get_device_capability
    get_memory_info graph_pool_handle memory_allocated memory_reserved memory_stats
    memory_summary set_device_idx set_device_index set_stream
    """,
  "torch.serialization": """
    LoadEndianness MAP_LOCATION StorageType check_module_version_greater_or_equal
    clear_safe_globals default_restore_location get_crc32_options get_default_load_endianness
    get_default_mmap_options get_safe_globals get_unsafe_globals_in_checkpoint location_tag
    mkdtemp normalize_storage_type register_package safe_globals set_crc32_options
    set_default_load_endianness set_default_mmap_options skip_data storage_to_tensor_type
    validate_cuda_device validate_hpu_device
    """,
  "torch.func": """
    debug_unwrap functionalize linearize rearrange replace_all_batch_norm_modules_
    """,
  "Tensor": """
    addmm_ apply_ as_strided_ as_strided_scatter as_subclass ccol_indices chalf coalesce
    col_indices conj_physical conj_physical_ const_data_ptr crow_indices dense_dim dequantize
    dim_order float_power_ geqrf grad_dtype hash_tensor index indices int_repr ipu is_coalesced
    is_distributed is_neg is_set_to lu map2_ map_ module_load mtia narrow_copy new_empty_strided
    nonzero_static orgqr ormqr polygamma polygamma_ q_per_channel_axis q_per_channel_scales
    q_per_channel_zero_points q_scale q_zero_point qscheme record_stream reinforce resize
    resize_as resize_as_sparse_ resolve_neg row_indices set_ slice_inverse smm
    sparse_dim sparse_mask sparse_resize_ sparse_resize_and_clear_ sspaddmm
    storage_type to_mkldnn to_padded_tensor to_sparse to_sparse_bsc to_sparse_bsr
    to_sparse_coo to_sparse_csc to_sparse_csr unsafe_chunk unsafe_split unsafe_split_with_sizes
    values xpu
    """,
]

extension Machine {
  /// Refuses a name that PyTorch has in a module (or class) and this program lacks.
  func refuseAbsentName(_ name: String, of owner: String) throws(Raised) {
    guard let names = absentNames[owner] else { return }
    guard names.split(whereSeparator: { $0 == " " || $0 == "\n" }).contains(Substring(name)) else { return }
    throw raise(.attributeError, "cellgrad: not supported: \(owner).\(name)")
  }
}
