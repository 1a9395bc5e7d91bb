test taicang-2021-163 --filter 没有这样的个案
