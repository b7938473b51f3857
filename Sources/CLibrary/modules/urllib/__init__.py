"""Web addresses: nothing here reaches the network."""
