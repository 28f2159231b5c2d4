// Package plugin holds what the three provider plugins have in common.
//
// The plugins are built here because no package registry ships them as binaries. Each bridges the Terraform provider
// that the npm package of the same name was generated from, so tokens and property names must come out as in that
// package's TypeScript.
package plugin

import (
	"fmt"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
)

// Versions of the npm packages that the plugins answer for. package.json is the one place that states them; the
// build sets them with `-ldflags -X`.
var Docker, Random, Tls = "0.0.0", "0.0.0", "0.0.0"

// Metadata is empty: it remembers renames between releases of a plugin, of which there are none here.
func Metadata() *tfbridge.MetadataInfo {
	return tfbridge.NewProviderMetadata([]byte("{}"))
}

// Schema is a stub. Programs carry their SDK with them, so the engine never asks for more than name and version.
func Schema(info tfbridge.ProviderInfo) []byte {
	return fmt.Appendf(nil, `{"name":%q,"version":%q}`, info.Name, info.Version)
}

// ComputeTokens gives each resource and function without a token one in module index: `<name>_volume` becomes
// `<name>:index/volume:Volume`, or `<name>:index/<prefix>Volume` for a package that repeats its name in its types.
func ComputeTokens(info *tfbridge.ProviderInfo, prefix string) {
	standard := tokens.MakeStandard(info.Name)
	info.MustComputeTokens(tokens.SingleModule(info.Name+"_", "index", func(module, name string) (string, error) {
		return standard(module, prefix+name)
	}))
}
