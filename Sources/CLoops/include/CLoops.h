// Inner numeric loops of the Tensors target: memory, elementwise passes, reductions, products, softmax, random numbers.
//
// Rules of this folder
// - Nothing here knows shapes beyond an iterator's strides, and nothing here throws: a function that can be
//   interrupted or fail returns a `cl_status`.
// - Every file forbids floating point contraction; a multiply-add is fused only where `fma` is written, so that
//   each CPU variant gives the same bits. Each function states its order of rounding.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The state one thread keeps between calls. It is the only mutable global of the tensor library: destructors and
// operators (`a + b`) have no parameter through which it could be passed. Like PyTorch's grad mode, it is per thread.
typedef struct {
  bool grad_enabled;             // whether operations record a graph
  bool inference_mode;           // whether inference tensors can be changed
  bool saving_failed;            // whether a node was given something to save that it cannot
  bool detects_anomalies;        // whether backward passes refuse gradients that are not numbers
  int32_t release_depth;         // nesting of destructors that release graph objects
  uint32_t engine_epoch;         // stamp of the newest backward pass
  uint32_t engine_active;        // number of backward passes running
  uint64_t sequence;             // sequence number of the next graph node
  const void *_Nullable saved_hooks;       // what keeps tensors for backward passes instead of the nodes
  const int32_t *_Nullable stop;           // polled by long loops; nonzero means: give up
} cl_thread_state;

extern _Thread_local cl_thread_state cl_thread_local __attribute__((tls_model("initial-exec")));
static inline cl_thread_state *_Nonnull cl_thread(void) { return &cl_thread_local; }
// Whether the running operation is to give up. Its result is then of no use, and is thrown away.
static inline bool cl_stop_requested(void) {
  const int32_t *stop = cl_thread_local.stop;
  return stop && __atomic_load_n(stop, __ATOMIC_RELAXED);
}

// Deferred releases: objects whose destruction would nest too deeply are queued and released one by one.
void cl_defer_release(void *_Nonnull object);
void *_Nullable cl_next_deferred(void);

// Memory: blocks come from free lists by power-of-two classes; large blocks are kept up to a limit.
void *_Nullable cl_allocate(size_t bytes);
// Whether the system would give so many bytes now.
bool cl_can_allocate(size_t bytes);
void cl_deallocate(void *_Nonnull block, size_t bytes);

// Element types; the numbers are DType's raw values.
enum {
  CL_UINT8, CL_INT8, CL_INT16, CL_INT32, CL_INT64, CL_FLOAT16, CL_BFLOAT16, CL_FLOAT32, CL_FLOAT64,
  CL_COMPLEX64, CL_COMPLEX128, CL_BOOL, CL_DTYPE_COUNT
};

typedef enum { CL_OK, CL_INTERRUPTED, CL_UNSUPPORTED, CL_ZERO_DIVISION, CL_OUT_OF_RANGE } cl_status;

// A pass over up to four strided operands of one (broadcast) shape; operand 0 is written.
// Strides are in bytes, innermost dimension last.
#define CL_MAX_RANK 8
typedef struct {
  int32_t rank;
  int32_t operands;
  int64_t shape[CL_MAX_RANK];
  int64_t strides[4][CL_MAX_RANK];
  char *_Nullable data[4];
} cl_iterator;

// Values that a pass takes besides its operands.
typedef struct {
  double first, second;          // floating point parameters
  int64_t first_integer, second_integer;
} cl_parameters;

typedef enum {
  CL_COPY, CL_NEG, CL_ABS, CL_SIGN, CL_RELU, CL_EXP, CL_EXPM1, CL_EXP2, CL_LOG, CL_LOG2, CL_LOG10, CL_LOG1P,
  CL_SQRT, CL_RSQRT, CL_RECIPROCAL, CL_SIN, CL_COS, CL_TAN, CL_ASIN, CL_ACOS, CL_ATAN, CL_SINH, CL_COSH,
  CL_TANH, CL_SIGMOID, CL_ERF, CL_FLOOR, CL_CEIL, CL_ROUND, CL_TRUNC, CL_LOGICAL_NOT, CL_BITWISE_NOT,
  CL_ISNAN, CL_ISINF, CL_ISFINITE, CL_CLAMP,
  CL_FRAC, CL_ASINH, CL_ACOSH, CL_ATANH, CL_ERFC, CL_ERFINV, CL_LGAMMA, CL_DIGAMMA, CL_POLYGAMMA, CL_I0, CL_I1,
  CL_I0E, CL_I1E, CL_SINC, CL_ENTROPY, CL_NDTRI, CL_ERFCX, CL_J0, CL_J1, CL_Y0, CL_Y1, CL_K0, CL_K1, CL_K0E, CL_K1E,
  CL_SPHERICAL_J0, CL_LEAKY_RELU, CL_ELU, CL_CELU, CL_SOFTPLUS, CL_SILU,
  CL_MISH, CL_GELU, CL_GELU_TANH, CL_HARDSIGMOID, CL_HARDSWISH, CL_HARDSHRINK, CL_SOFTSHRINK, CL_THRESHOLD,
  CL_LOG_SIGMOID, CL_POW_SCALAR, CL_UNARY_COUNT
} cl_unary_op;

typedef enum {
  CL_ADD, CL_SUB, CL_MUL, CL_DIV, CL_ADD_SCALED, CL_FLOOR_DIVIDE, CL_REMAINDER, CL_FMOD, CL_POW, CL_MAXIMUM,
  CL_MINIMUM, CL_ATAN2, CL_HYPOT, CL_COPYSIGN, CL_NEXTAFTER, CL_RELU_SLOPE, CL_SIGMOID_SLOPE,
  CL_TANH_SLOPE, CL_GELU_SLOPE, CL_SILU_SLOPE, CL_MISH_SLOPE, CL_ELU_SLOPE,
  CL_SOFTPLUS_SLOPE, CL_LOG_SIGMOID_SLOPE, CL_LOGADDEXP, CL_IGAMMA, CL_IGAMMAC, CL_ZETA,
  CL_CHEBYSHEV_T, CL_CHEBYSHEV_U, CL_CHEBYSHEV_V, CL_CHEBYSHEV_W, CL_SHIFTED_CHEBYSHEV_T, CL_SHIFTED_CHEBYSHEV_U,
  CL_SHIFTED_CHEBYSHEV_V, CL_SHIFTED_CHEBYSHEV_W, CL_HERMITE_H, CL_HERMITE_HE, CL_LAGUERRE_L, CL_LEGENDRE_P,
  CL_BITWISE_AND, CL_BITWISE_OR, CL_BITWISE_XOR,
  CL_EQ, CL_NE, CL_LT, CL_LE, CL_GT, CL_GE, CL_LOGICAL_AND, CL_LOGICAL_OR, CL_LOGICAL_XOR, CL_BINARY_COUNT
} cl_binary_op;

// Whether a loop exists for the element type.
bool cl_unary_supported(cl_unary_op op, int32_t dtype);
bool cl_binary_supported(cl_binary_op op, int32_t dtype);
// out = op(x). Predicates (CL_LOGICAL_NOT, CL_IS...) write bool.
cl_status cl_unary(cl_unary_op op, int32_t dtype, const cl_iterator *_Nonnull it, const cl_parameters *_Nonnull p);
// out = op(a, b), both of `dtype`. Comparisons and logical operations write bool.
cl_status cl_binary(cl_binary_op op, int32_t dtype, const cl_iterator *_Nonnull it, const cl_parameters *_Nonnull p);
// The same for contiguous operands of n elements, or single elements (step 0 instead of 1) for a or b.
cl_status cl_binary_flat(cl_binary_op op, int32_t dtype, int64_t n, void *_Nonnull out, const void *_Nonnull a,
                         int64_t a_step, const void *_Nonnull b, int64_t b_step);
cl_status cl_unary_flat(cl_unary_op op, int32_t dtype, int64_t n, void *_Nonnull out, const void *_Nonnull x);
// out = condition ? a : b, with a bool condition (operand 1); sizes of a and b from dtype.
cl_status cl_where(int32_t dtype, const cl_iterator *_Nonnull it);
// out (of type `to`) = x (of type `from`), converted as C converts; complex to real drops the imaginary part.
cl_status cl_cast(int32_t from, int32_t to, const cl_iterator *_Nonnull it);
void cl_fill(int32_t dtype, void *_Nonnull out, int64_t n, const void *_Nonnull element);
bool cl_arange(int32_t dtype, void *_Nonnull out, int64_t n, double start, double step, int64_t start_integer,
               int64_t step_integer);

// One element as a number.
double cl_load_double(int32_t dtype, const void *_Nonnull element);
int64_t cl_load_int(int32_t dtype, const void *_Nonnull element);
double cl_load_imaginary(int32_t dtype, const void *_Nonnull element);
void cl_store_double(int32_t dtype, void *_Nonnull element, double real, double imaginary);
void cl_store_int(int32_t dtype, void *_Nonnull element, int64_t value);

// Reductions over `count` elements `stride` bytes apart, for `rows` outputs whose first elements are `row_stride`
// bytes apart; float sums go in PyTorch's cascade order. With `accumulate` the result is added to the output.
void cl_sum_rows(int32_t dtype, void *_Nonnull out, int64_t out_stride, const void *_Nonnull x, int64_t rows,
                 int64_t row_stride, int64_t count, int64_t stride, bool accumulate);
// Sums down the rows of a matrix whose columns are adjacent elements.
void cl_sum_columns(int32_t dtype, void *_Nonnull out, const void *_Nonnull x, int64_t rows, int64_t row_stride,
                    int64_t columns, bool accumulate);
typedef enum {
  CL_REDUCE_PROD, CL_REDUCE_MAX, CL_REDUCE_MIN, CL_REDUCE_ANY, CL_REDUCE_ALL, CL_REDUCE_VAR,
  CL_REDUCE_STD, CL_REDUCE_NORM
} cl_reduce_op;
// Lines of `length` elements `stride` bytes apart, whose first elements are `step` bytes apart.
typedef struct {
  const void *_Nonnull x;
  int64_t count, step, length, stride;
} cl_lines;
// One output from each line, `out_step` bytes apart; for max and min `index` (if any) gets the first position, NaN wins.
// CL_REDUCE_VAR and its root CL_REDUCE_STD divide by length - parameter; CL_REDUCE_NORM takes the order of the norm as
// parameter.
void cl_reduce(cl_reduce_op op, int32_t dtype, const cl_lines *_Nonnull lines, void *_Nullable out, int64_t out_step,
               int64_t *_Nullable index, double parameter);
// Words whose order as unsigned numbers is that of the n contiguous real elements at x; NaN is the largest.
void cl_order_keys(int32_t dtype, const void *_Nonnull x, int64_t n, uint64_t *_Nonnull keys);
// The positions of n keys in ascending order, and with the k largest or smallest first; equal keys in the order
// that the C++ library's algorithms leave them in.
cl_status cl_order_unstable(const uint64_t *_Nonnull keys, int64_t *_Nonnull positions, int64_t n);
cl_status cl_order_top(const uint64_t *_Nonnull keys, int64_t *_Nonnull positions, int64_t n, int64_t k, bool largest,
                       bool sorted);
// The position of the k-th key from 0 in ascending order, equal ones in order of position. `spare` has room for n words.
cl_status cl_order_middle(const uint64_t *_Nonnull keys, uint64_t *_Nonnull spare, int64_t n, int64_t k,
                          int64_t *_Nonnull position);
// Moves keys, and their positions along, until the k-th from 0 in ascending order is in its place.
cl_status cl_quick_select(uint64_t *_Nonnull keys, int64_t *_Nonnull positions, int64_t n, int64_t k);
// For each key the position of the largest or smallest up to it, the last of equal ones; the key `nan` wins, if there
// is one.
cl_status cl_running_extremes(const uint64_t *_Nonnull keys, int64_t *_Nonnull positions, int64_t n, bool largest,
                              const uint64_t *_Nullable nan);
// Running sums and products along lines; the output's elements lie as the operand's.
void cl_scan(bool product, int32_t dtype, const cl_lines *_Nonnull lines, void *_Nonnull out);

// c[m, n] (+)= a[m, k] b[k, n]; strides in elements. See gemm.c for the order of rounding. `bias` (n values, or NULL)
// starts each row of c.
cl_status cl_gemm(int32_t dtype, int64_t m, int64_t n, int64_t k, const void *_Nonnull a, int64_t a_row,
                  int64_t a_column, const void *_Nonnull b, int64_t b_row, int64_t b_column, void *_Nonnull c,
                  int64_t c_row, const void *_Nullable bias, int64_t bias_row, int64_t bias_column);

// Factors of large matrices of doubles, whose rows lie one after the other; all can be interrupted.
// A = P L U in place: `pivots` gets the row exchanged with each, `zero` the first zero on U's diagonal or -1.
cl_status cl_lu(double *_Nonnull a, int64_t rows, int64_t columns, int64_t *_Nonnull pivots, int64_t *_Nonnull zero);
// The solution X [n, m] of A X = x in place, from these factors.
cl_status cl_lu_solve(const double *_Nonnull lu, int64_t n, const int64_t *_Nonnull pivots, double *_Nonnull x, int64_t m);
// L of A = L L' in place, from the lower half; `failure` gets the order of the first minor that is not positive, or 0.
cl_status cl_cholesky(double *_Nonnull a, int64_t n, int64_t *_Nonnull failure);
// A becomes R, and `q` the first q_columns columns of Q, with LAPACK's signs.
cl_status cl_qr(double *_Nonnull a, int64_t rows, int64_t columns, double *_Nonnull q, int64_t q_columns);
// The eigenvalues of a symmetric matrix, which is overwritten, in no order, and the eigenvectors as rows of `vectors`.
cl_status cl_symmetric_eigen(double *_Nonnull a, int64_t n, double *_Nonnull values, double *_Nonnull vectors);
// Rotates n rows of `length` elements until they are orthogonal, and those of `v` [n, n] along. Meant for rows that
// nearly are.
cl_status cl_orthogonalize_rows(double *_Nonnull x, int64_t n, int64_t length, double *_Nonnull v);

// Softmax along lines of `count` elements; `inner` > 1 means that lines are strided by `inner` elements.
void cl_softmax(int32_t dtype, bool logarithm, void *_Nonnull out, const void *_Nonnull x, int64_t outer,
                int64_t count, int64_t inner);
// Gradients from the output y: softmax (g - sum(g y)) y, log_softmax fma(-exp(y), sum g, g).
void cl_softmax_backward(int32_t dtype, bool logarithm, void *_Nonnull out, const void *_Nonnull grad,
                         const void *_Nonnull y, int64_t outer, int64_t count, int64_t inner);
// Negative log likelihood. target: n class numbers. reduction 0 none, 1 mean, 2 sum. Writes the loss and the
// total weight; a class outside 0..<classes that is not `ignore` gives CL_OUT_OF_RANGE with its number in `bad`.
cl_status cl_nll_loss(int32_t dtype, const void *_Nonnull x, const int64_t *_Nonnull target, const void *_Nullable weight,
                      int64_t n, int64_t classes, int64_t ignore, int32_t reduction, void *_Nonnull loss,
                      void *_Nonnull total_weight, int64_t *_Nonnull bad);
void cl_nll_loss_backward(int32_t dtype, void *_Nonnull out, const void *_Nonnull grad, const int64_t *_Nonnull target,
                          const void *_Nullable weight, int64_t n, int64_t classes, int64_t ignore, int32_t reduction,
                          const void *_Nonnull total_weight);

// A convolution or a pooling sees up to three spatial dimensions; missing ones have size 1.
typedef struct {
  int64_t in[3], out[3], kernel[3], stride[3], padding[3], dilation[3];
} cl_windows;
// The inputs that each output sees, as a matrix [channels * kernel, outputs] (zero outside).
void cl_columns(int32_t dtype, const cl_windows *_Nonnull w, int64_t channels, const void *_Nonnull x,
                void *_Nonnull columns);
// Adds a matrix of that form back to the inputs it came from.
void cl_add_columns(int32_t dtype, const cl_windows *_Nonnull w, int64_t channels, const void *_Nonnull columns,
                    void *_Nonnull x);
// A convolution of float images [batch, groups * channels, plane] with weights [groups * out, in, places].
typedef struct {
  cl_windows windows;
  int64_t batch, groups, in_channels, out_channels;
} cl_convolution;
// The output; the input's gradient from the output's (or a transposed convolution); the weight's gradient. All
// operands are contiguous.
cl_status cl_convolve(const cl_convolution *_Nonnull g, const float *_Nonnull x, const float *_Nonnull weight,
                      const float *_Nullable bias, float *_Nonnull out);
cl_status cl_convolve_input(const cl_convolution *_Nonnull g, const float *_Nonnull out, const float *_Nonnull weight,
                            float *_Nonnull x);
cl_status cl_convolve_weight(const cl_convolution *_Nonnull g, const float *_Nonnull x, const float *_Nonnull out,
                             float *_Nonnull weight);

// The window of each output along each dimension: from `start` to `end` (exclusive) in steps of `step`.
typedef struct {
  int64_t in[3], out[3], step[3];
  const int64_t *_Nonnull start[3];
  const int64_t *_Nonnull end[3];
} cl_ranges;
// The largest elements of windows and their positions in a plane; NaN wins.
void cl_window_max(int32_t dtype, const cl_ranges *_Nonnull r, int64_t planes, const void *_Nonnull x,
                   void *_Nonnull out, int64_t *_Nonnull index);
// Adds the elements of planes of `out_size` at such positions to planes of `in_size` elements; CL_OUT_OF_RANGE for
// positions outside.
cl_status cl_add_to_planes(int32_t dtype, const int64_t *_Nonnull index, const void *_Nonnull source, int64_t planes,
                           int64_t in_size, int64_t out_size, void *_Nonnull out);
// Sums of windows over the divisor of each output; and the adjoint, which spreads gradients over the windows.
void cl_window_mean(int32_t dtype, const cl_ranges *_Nonnull r, int64_t planes, const double *_Nonnull divisor,
                    const void *_Nonnull x, void *_Nonnull out);
void cl_window_spread(int32_t dtype, const cl_ranges *_Nonnull r, int64_t planes, const double *_Nonnull divisor,
                      const void *_Nonnull grad, void *_Nonnull out);

// Mean and variance (over count) of each row, in the order of PyTorch's layer norm.
void cl_row_moments(int32_t dtype, const void *_Nonnull x, int64_t rows, int64_t count, double *_Nonnull mean,
                    double *_Nonnull variance);
// Layer normalisation of float rows of `count` elements: (x - mean) * scale * weight + bias, and what it was done with.
void cl_layer_norm(const float *_Nonnull x, const float *_Nullable weight, const float *_Nullable bias, int64_t rows,
                   int64_t count, float epsilon, float *_Nonnull mean, float *_Nonnull scale, float *_Nonnull out);
// out = x * scale + offset, fused, for `outer` times `lines` lines of floats, each line with numbers of its own.
void cl_affine_lines(const float *_Nonnull x, const float *_Nonnull scale, const float *_Nonnull offset, int64_t outer,
                     int64_t lines, int64_t length, float *_Nonnull out);
void cl_layer_norm_backward(const float *_Nonnull grad, const float *_Nonnull x, const float *_Nonnull weight,
                            const float *_Nonnull mean, const float *_Nonnull scale, int64_t rows, int64_t count,
                            float *_Nonnull out, float *_Nonnull weight_grad, float *_Nonnull bias_grad);
// Mean and variance of each channel of [batch, channels, inner], accumulated in double.
void cl_channel_moments(int32_t dtype, const void *_Nonnull x, int64_t batch, int64_t channels, int64_t inner,
                        double *_Nonnull mean, double *_Nonnull variance);

// Gradients of a batch normalisation of floats [batch, channels, inner]: of the input and, in double, of each channel's
// weight and bias. Where the moments are `fixed` they do not depend on the input.
void cl_batch_norm_backward(const float *_Nonnull grad, const float *_Nonnull x, const float *_Nonnull weight,
                            const float *_Nonnull mean, const float *_Nonnull scale, int64_t batch, int64_t channels,
                            int64_t inner, bool fixed, float *_Nonnull out, float *_Nonnull weight_grad,
                            float *_Nonnull bias_grad);

// For each value how many elements of its sorted row are less (or, with `right`, at most equal); values are `per_row` to
// a row of `width` elements.
void cl_search_sorted(const double *_Nonnull rows, int64_t width, int64_t per_row, const double *_Nonnull values,
                      int64_t n, bool right, int64_t *_Nonnull out);
// Ones at the positions of rows of `width` zeros.
void cl_one_hot(const int64_t *_Nonnull positions, int64_t n, int64_t width, int64_t *_Nonnull out);
// Whether all positions are from 0 to `last`.
bool cl_are_inside(const int64_t *_Nonnull positions, int64_t n, int64_t last);
// numbers = numbers * size + positions, negative positions counting from the end. A position outside gives
// CL_OUT_OF_RANGE with its number in `bad`.
cl_status cl_row_numbers(const int64_t *_Nonnull positions, int64_t n, int64_t size, int64_t *_Nonnull numbers,
                         int64_t *_Nonnull bad);
// Rows of `bytes` bytes each: out[i] = x[rows[i]], and x[rows[i]] = source[i] in order.
cl_status cl_take_rows(const void *_Nonnull x, const int64_t *_Nonnull rows, int64_t n, int64_t bytes,
                       void *_Nonnull out);
cl_status cl_put_rows(void *_Nonnull x, const int64_t *_Nonnull rows, int64_t n, int64_t bytes,
                      const void *_Nonnull source);
// out[rows[i]] += source[i] in order, for rows of `width` elements.
cl_status cl_add_rows(int32_t dtype, void *_Nonnull out, const int64_t *_Nonnull rows, int64_t n, int64_t width,
                      const void *_Nonnull source);

// For each of `n` places of a shape, in order, the element offset in a tensor with the position along `dim` replaced
// by that of `index`. A position outside 0..<size gives CL_OUT_OF_RANGE with its number in `bad`.
cl_status cl_offsets(int32_t rank, const int64_t *_Nonnull shape, const int64_t *_Nonnull strides, int32_t dim,
                     int64_t size, const int64_t *_Nonnull index, int64_t n, int64_t *_Nonnull offsets,
                     int64_t *_Nonnull bad);
// The elements at these places, of the contiguous tensor `x` whose strides these are.
cl_status cl_gather(int32_t dtype, int32_t rank, const int64_t *_Nonnull shape, const int64_t *_Nonnull strides,
                    int32_t dim, int64_t size, const int64_t *_Nonnull index, int64_t n, const void *_Nonnull x,
                    void *_Nonnull out, int64_t *_Nonnull bad);
typedef enum { CL_PUT_SET, CL_PUT_ADD, CL_PUT_MUL, CL_PUT_MAX, CL_PUT_MIN } cl_put_op;
// Joins x[offsets[i]] with source[i * step], in order.
void cl_put(cl_put_op op, int32_t dtype, void *_Nonnull x, const int64_t *_Nonnull offsets, int64_t n,
            const void *_Nonnull source, int64_t step);

// The positions of `n` contiguous elements in ascending or descending order, and the elements in that order if there is
// room for them; NaN is the largest. Equal ones keep their order or are as cl_order_unstable leaves them. `keys` and the
// spare ones have room for n words each.
cl_status cl_sort(int32_t dtype, const void *_Nonnull x, int64_t n, bool descending, bool stable,
                  void *_Nullable values, int64_t *_Nonnull order, uint64_t *_Nonnull keys,
                  int64_t *_Nonnull spare_order, uint64_t *_Nonnull spare_keys);

// A step of a recurrent layer over `batch` rows of `size` numbers. x has what the input adds to each gate. `gates` has
// what the former state adds and gets the gates: entered, kept, new and shown for LSTM, reset, update and new for GRU
// (whose `from_hidden` gets the state's part of the new gate). `before` is the former cell or state.
void cl_lstm_step(int64_t batch, int64_t size, const float *_Nonnull x, float *_Nonnull gates,
                  const float *_Nonnull before, float *_Nonnull cell, float *_Nonnull hidden);
void cl_gru_step(int64_t batch, int64_t size, const float *_Nonnull x, float *_Nonnull gates,
                 float *_Nonnull from_hidden, const float *_Nonnull before, float *_Nonnull hidden);
// The gradients of what the gates were computed from. The gradient of the cell (of GRU's state) becomes what reaches the
// former one directly.
void cl_lstm_step_backward(int64_t batch, int64_t size, const float *_Nonnull gates, const float *_Nonnull before,
                           const float *_Nonnull cell, const float *_Nonnull hidden_grad, float *_Nonnull cell_grad,
                           float *_Nonnull out);
void cl_gru_step_backward(int64_t batch, int64_t size, const float *_Nonnull gates, const float *_Nonnull from_hidden,
                          const float *_Nonnull before, float *_Nonnull hidden_grad, float *_Nonnull x_out,
                          float *_Nonnull hidden_out);

// A step of gradient descent: the gradient plus `decay` times the parameter; with momentum, the running average
// `momentum * average + share * gradient` (the gradient itself the first time).
typedef struct {
  float rate, decay, momentum, share;
  bool nesterov, is_first;
} cl_sgd_parameters;
void cl_sgd(float *_Nonnull p, const float *_Nonnull grad, float *_Nullable momentum, int64_t n,
            const cl_sgd_parameters *_Nonnull s);
// A step of Adam: the parameter is first multiplied by `kept`, the averages move by their shares, and the parameter
// by `step` times average / (sqrt(square) / root + epsilon).
typedef struct {
  float decay, kept, share1, beta2, share2, root, epsilon, step;
} cl_adam_parameters;
void cl_adam(float *_Nonnull p, const float *_Nonnull grad, float *_Nonnull average, float *_Nonnull square, int64_t n,
             const cl_adam_parameters *_Nonnull s);

// mt19937 and PyTorch's samplers.
typedef struct {
  uint32_t words[624];
  int32_t left;
  uint32_t next;
  bool has_cached_normal;
  double cached_normal;
} cl_generator;
void cl_generator_seed(cl_generator *_Nonnull g, uint64_t seed);
uint32_t cl_random_32(cl_generator *_Nonnull g);
uint64_t cl_random_64(cl_generator *_Nonnull g);
double cl_random_double(cl_generator *_Nonnull g);
double cl_random_normal(cl_generator *_Nonnull g, double mean, double deviation);
bool cl_fill_uniform(cl_generator *_Nonnull g, int32_t dtype, void *_Nonnull out, int64_t n, double from, double to);
bool cl_fill_normal(cl_generator *_Nonnull g, int32_t dtype, void *_Nonnull out, int64_t n, double mean, double deviation);
// Ones of probability `p` and zeros, one double drawn for each.
void cl_fill_bernoulli(cl_generator *_Nonnull g, int32_t dtype, void *_Nonnull out, int64_t n, double p);
cl_status cl_random_permutation(cl_generator *_Nonnull g, int64_t *_Nonnull out, int64_t n);

// snprintf("%.*f") and "%.*e" into a buffer, with a result like snprintf's.
int32_t cl_format_double(char *_Nonnull buffer, size_t capacity, bool scientific, int32_t precision, double value);
