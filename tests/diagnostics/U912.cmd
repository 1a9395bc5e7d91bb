show taicang-2021-136
