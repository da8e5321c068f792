module model-observatory/tools/karpenter

go 1.26.6

// Nothing is built of it: its folder pkg/apis/crds holds the definitions of custom resources.
require github.com/aws/karpenter-provider-aws v1.14.1
