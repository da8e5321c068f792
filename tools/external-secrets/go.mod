module model-observatory/tools/external-secrets

go 1.26.0

// Nothing is built of it: its folder config/crds/bases holds the definitions of custom resources.
require github.com/external-secrets/external-secrets v1.3.2
