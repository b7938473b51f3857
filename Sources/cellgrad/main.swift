print("cellgrad")
