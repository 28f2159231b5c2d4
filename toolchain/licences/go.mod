module hpc-stacks/toolchain/licences

go 1.24

tool hpc-stacks/toolchain/licences/cmd/licences

require github.com/google/licensecheck v0.3.1
