module model-observatory/tools/certificates

go 1.26.0
