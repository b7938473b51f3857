/// Attention of `torch.nn.functional`.
let attentionFunctionsText = #"""
def _check_attention_shapes(query, key, value, key_padding_mask, attn_mask, num_heads):
    if query.dim() not in (2, 3):
        raise AssertionError(
            f'query should be unbatched 2D or batched 3D tensor but received {query.dim()}-D query tensor')
    count = query.dim()
    kind = f'batched (3-D)' if count == 3 else 'unbatched (2-D)'
    if key.dim() != count or value.dim() != count:
        raise AssertionError(
            f'For {kind} `query`, expected `key` and `value` to be {count}-D but found {key.dim()}-D and '
            f'{value.dim()}-D tensors respectively')
    if key_padding_mask is not None and key_padding_mask.dim() != count - 1:
        raise AssertionError(
            f'For {kind} `query`, expected `key_padding_mask` to be `None` or {count - 1}-D but found '
            f'{key_padding_mask.dim()}-D tensor instead')
    if attn_mask is not None and attn_mask.dim() not in (2, 3):
        raise AssertionError(
            f'For {kind} `query`, expected `attn_mask` to be `None`, 2-D or 3-D but found {attn_mask.dim()}-D '
            'tensor instead')
    return count == 3

def _additive_mask(mask, name, dtype):
    if mask is None or mask.is_floating_point():
        return mask
    if mask.dtype != torch.bool:
        raise AssertionError(f'only bool and floating types of {name} are supported')
    return torch.zeros(mask.shape, dtype=dtype).masked_fill(mask, float('-inf'))

def _projected(query, key, value, weight, bias):
    """Query, key and value times their thirds of a weight."""
    size = query.size(-1)
    if query is key and key is value:
        all = linear(query, weight, bias).unflatten(-1, (3, size))
        return all.select(-2, 0), all.select(-2, 1), all.select(-2, 2)
    weights = weight.chunk(3)
    biases = (None, None, None) if bias is None else bias.chunk(3)
    return tuple(linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases))

def _attention_mask(attn_mask, rows, columns, batch, num_heads):
    if attn_mask is None:
        return None
    if attn_mask.dim() == 2:
        if attn_mask.shape != (rows, columns):
            raise RuntimeError(
                f'The shape of the 2D attn_mask is {attn_mask.shape}, but should be {(rows, columns)}.')
        return attn_mask.unsqueeze(0)
    if attn_mask.shape != (batch * num_heads, rows, columns):
        raise RuntimeError(
            f'The shape of the 3D attn_mask is {attn_mask.shape}, but should be {(batch * num_heads, rows, columns)}.')
    return attn_mask

def multi_head_attention_forward(query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p, out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True, attn_mask=None, use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None, static_k=None, static_v=None, average_attn_weights=True, is_causal=False):
    """Forward method for MultiHeadAttention."""
    is_batched = _check_attention_shapes(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not is_batched:
        is_same = query is key and key is value
        query = query.unsqueeze(1)
        key, value = (query, query) if is_same else (key.unsqueeze(1), value.unsqueeze(1))
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    rows, batch, size = query.shape
    columns = key.size(0)
    if is_causal and attn_mask is None:
        raise RuntimeError(
            'Need attn_mask if specifying the is_causal hint. You may use the Transformer module method '
            '`generate_square_subsequent_mask` to create this mask.')
    hidden = _additive_mask(key_padding_mask, 'key_padding_mask', query.dtype)
    attn_mask = _additive_mask(attn_mask, 'attn_mask', query.dtype)
    if size != embed_dim_to_check:
        raise AssertionError(f'was expecting embedding dimension of {embed_dim_to_check}, but got {size}')
    if use_separate_proj_weight:
        if key.shape[:2] != value.shape[:2]:
            raise AssertionError(
                f"key's sequence and batch dims {key.shape[:2]} do not match value's {value.shape[:2]}")
        biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
        weights = (q_proj_weight, k_proj_weight, v_proj_weight)
        q, k, v = (linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases))
    else:
        if key.shape != value.shape:
            raise AssertionError(f'key shape {key.shape} does not match value shape {value.shape}')
        q, k, v = _projected(query, key, value, in_proj_weight, in_proj_bias)
    mask = _attention_mask(attn_mask, rows, columns, batch, num_heads)
    if bias_k is not None:
        k = torch.cat([k, bias_k.expand(1, batch, size)])
        v = torch.cat([v, bias_v.expand(1, batch, size)])
    head = size // num_heads
    q, k, v = (x.reshape(x.size(0), batch * num_heads, head).transpose(0, 1) for x in (q, k, v))
    if add_zero_attn:
        zeros = torch.zeros((batch * num_heads, 1, head), dtype=k.dtype)
        k, v = torch.cat([k, zeros], 1), torch.cat([v, zeros], 1)
    added = k.size(1) - columns
    mask = _widened(mask, added)
    if hidden is not None:
        hidden = _widened(hidden, added).view(batch, 1, 1, k.size(1))
        hidden = hidden.expand(-1, num_heads, -1, -1).reshape(batch * num_heads, 1, k.size(1))
        mask = hidden if mask is None else mask + hidden
    dropout_p = dropout_p if training else 0.0
    if not need_weights:
        q, k, v = (x.reshape(batch, num_heads, x.size(1), head) for x in (q, k, v))
        if mask is not None:
            mask = mask.unsqueeze(0) if mask.size(0) == 1 else mask.view(batch, num_heads, -1, k.size(2))
        output = scaled_dot_product_attention(q, k, v, mask, dropout_p).permute(2, 0, 1, 3)
        output = linear(output.reshape(rows * batch, size), out_proj_weight, out_proj_bias).view(rows, batch, -1)
        return (output if is_batched else output.squeeze(1)), None
    q = q * (1.0 / head) ** 0.5
    scores = torch.bmm(q, k.transpose(-2, -1))
    weights = torch.softmax(scores if mask is None else scores + mask, -1)
    if dropout_p > 0.0:
        weights = dropout(weights, dropout_p)
    output = torch.bmm(weights, v).transpose(0, 1).reshape(rows * batch, size)
    output = linear(output, out_proj_weight, out_proj_bias).view(rows, batch, -1)
    weights = weights.view(batch, num_heads, rows, -1)
    if average_attn_weights:
        weights = weights.mean(dim=1)
    return (output, weights) if is_batched else (output.squeeze(1), weights.squeeze(0))

def _widened(mask, count):
    """A mask with columns that hide nothing."""
    if mask is None or count == 0:
        return mask
    return torch.cat([mask, torch.zeros(mask.shape[:-1] + (count,), dtype=mask.dtype)], -1)

"""#
