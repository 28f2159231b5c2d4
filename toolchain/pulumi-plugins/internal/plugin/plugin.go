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
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
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

// NameFields notes the name that each field of each resource has in Pulumi anyway. For every property of every resource
// that is compared, the bridge looks for the field that has its name, and where names are not noted it makes them up
// again, of all fields: half of what a preview of a container took the plugin. It comes after SetAutonaming, which leaves
// alone what has a note.
func NameFields(info *tfbridge.ProviderInfo) {
	for key, res := range info.Resources {
		if schema, ok := info.P.ResourcesMap().GetOk(key); ok {
			res.Fields = named(schema.Schema(), res.Fields)
		}
	}
}

func named(schema shim.SchemaMap, fields map[string]*tfbridge.SchemaInfo) map[string]*tfbridge.SchemaInfo {
	if fields == nil {
		fields = map[string]*tfbridge.SchemaInfo{}
	}
	names := map[string]string{}
	schema.Range(func(key string, _ shim.Schema) bool {
		names[key] = tfbridge.TerraformToPulumiNameV2(key, schema, fields)
		return true
	})
	for key, name := range names {
		field := fields[key]
		if field == nil {
			field = &tfbridge.SchemaInfo{}
			fields[key] = field
		}
		field.Name = name
		if block, ok := schema.Get(key).Elem().(shim.Resource); ok {
			if field.Elem == nil {
				field.Elem = &tfbridge.SchemaInfo{}
			}
			field.Elem.Fields = named(block.Schema(), field.Elem.Fields)
		}
	}
	return fields
}
