import { cases } from './case';

const at = (name: string, line: number, level: string) => ({
  level,
  origin: { file: { name, line } },
});

export const triton = cases('Triton', 'triton', [
  [
    'a model that is loaded, in quotes as newer versions write',
    `I0102 03:04:05.123456 1 model_lifecycle.cc:849] "successfully loaded 'tagger'"`,
    {
      message: "successfully loaded 'tagger'",
      log: at('model_lifecycle.cc', 849, 'info'),
      process: { pid: 1 },
    },
  ],
  [
    'an error without quotes, as older versions write',
    'E0102 03:04:05.123456 1 model_repository_manager.cc:1186] Invalid argument: failed to load "tagger"',
    {
      message: 'Invalid argument: failed to load "tagger"',
      log: at('model_repository_manager.cc', 1186, 'error'),
      process: { pid: 1 },
    },
    'none',
  ],
  [
    'a table of models',
    `I0102 03:04:05.123456 1 server.cc:674]\u0020
+--------+---------+--------+
| Model  | Version | Status |
+--------+---------+--------+
| tagger | 1       | READY  |
+--------+---------+--------+
`,
    {
      message: `
+--------+---------+--------+
| Model  | Version | Status |
+--------+---------+--------+
| tagger | 1       | READY  |
+--------+---------+--------+`,
      log: at('server.cc', 674, 'info'),
      process: { pid: 1 },
    },
  ],
  [
    'a time of ISO 8601, with --log-format=ISO8601',
    '2026-01-02T03:04:05Z W 1 metrics.cc:814] "Cannot get CUDA device count, GPU metrics will not be available"',
    {
      message: 'Cannot get CUDA device count, GPU metrics will not be available',
      log: at('metrics.cc', 814, 'warning'),
      process: { pid: 1 },
    },
  ],
  [
    'what a Python backend prints, an exception',
    `E0102 03:04:05.123456 1 pb_stub.cc:721] "Failed to process the request(s) for model 'tagger', message: boom"
Traceback (most recent call last):
  File "/models/tagger/1/model.py", line 30, in execute
    raise RuntimeError("boom")
RuntimeError: boom`,
    {
      message: `"Failed to process the request(s) for model 'tagger', message: boom"`,
      log: at('pb_stub.cc', 721, 'error'),
      process: { pid: 1 },
      error: {
        type: 'RuntimeError',
        message: 'boom',
        stack_trace: `Traceback (most recent call last):
  File "/models/tagger/1/model.py", line 30, in execute
    raise RuntimeError("boom")
RuntimeError: boom`,
      },
    },
    'RuntimeError',
  ],
  [
    'the banner of the image',
    '== Triton Inference Server ==',
    { message: '== Triton Inference Server ==', tags: ['unparsed'] },
  ],
]);

export const klog = cases('klog', 'klog', [
  [
    'information',
    'I0102 03:04:05.678901       1 leaderelection.go:258] successfully acquired lease kserve/controller',
    {
      message: 'successfully acquired lease kserve/controller',
      log: at('leaderelection.go', 258, 'info'),
      process: { pid: 1 },
    },
  ],
  [
    'a structured warning',
    'W0102 03:04:05.678901       1 reflector.go:561] "Watch ended" type="*v1.Pod" reason="too old"',
    {
      message: '"Watch ended" type="*v1.Pod" reason="too old"',
      log: at('reflector.go', 561, 'warning'),
      process: { pid: 1 },
    },
  ],
  [
    'a structured error',
    'E0102 03:04:05.678901   12345 controller.go:114] "Reconciler error" err="inferenceservices \\"churn\\" not found" controller="isvc" namespace="serving"',
    {
      message:
        '"Reconciler error" err="inferenceservices \\"churn\\" not found" controller="isvc" namespace="serving"',
      log: at('controller.go', 114, 'error'),
      process: { pid: 12_345 },
      error: { message: 'inferenceservices \\"churn\\" not found' },
    },
    'none',
  ],
  [
    'the end of a process, with its goroutines',
    `F0102 03:04:05.678901       1 main.go:64] cannot listen: address already in use
goroutine 1 [running]:
k8s.io/klog/v2/internal/dbg.Stacks(0x0)
	/app/vendor/k8s.io/klog/v2/internal/dbg/dbg.go:35 +0x85
main.main()
	/app/main.go:64 +0x1d`,
    {
      message: 'cannot listen: address already in use',
      log: at('main.go', 64, 'critical'),
      process: { pid: 1 },
      error: {
        stack_trace: `goroutine 1 [running]:
k8s.io/klog/v2/internal/dbg.Stacks(0x0)
	/app/vendor/k8s.io/klog/v2/internal/dbg/dbg.go:35 +0x85
main.main()
	/app/main.go:64 +0x1d`,
      },
    },
    'none',
  ],
  [
    'a panic',
    `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.main()
	/app/main.go:12 +0x1d
exit status 2`,
    {
      message: 'panic: runtime error: index out of range [3] with length 3',
      log: { level: 'error' },
      error: {
        type: 'panic',
        message: 'runtime error: index out of range [3] with length 3',
        stack_trace: `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.main()
	/app/main.go:12 +0x1d
exit status 2`,
      },
    },
    'panic',
  ],
]);

export const tensorflow = cases('TensorFlow Serving', 'tensorflow', [
  [
    'a model that is read',
    '2026-01-02 03:04:05.678901: I external/org_tensorflow/tensorflow/cc/saved_model/reader.cc:83] Reading SavedModel from: /models/churn/7',
    {
      message: 'Reading SavedModel from: /models/churn/7',
      log: at('external/org_tensorflow/tensorflow/cc/saved_model/reader.cc', 83, 'info'),
    },
  ],
  [
    'a model that cannot be loaded',
    '2026-01-02 03:04:05.678901: E tensorflow_serving/core/aspired_versions_manager.cc:397] Servable {name: churn version: 7} cannot be loaded: NOT_FOUND: Could not find SavedModel',
    {
      message: 'Servable {name: churn version: 7} cannot be loaded: NOT_FOUND: Could not find SavedModel',
      log: at('tensorflow_serving/core/aspired_versions_manager.cc', 397, 'error'),
    },
    'none',
  ],
  [
    'a warning',
    '2026-01-02 03:04:05.678901: W tensorflow_serving/sources/storage_path/file_system_storage_path_source.cc:268] No versions of servable churn found under base path /models/churn',
    {
      message: 'No versions of servable churn found under base path /models/churn',
      log: at('tensorflow_serving/sources/storage_path/file_system_storage_path_source.cc', 268, 'warning'),
    },
  ],
  [
    'its HTTP server',
    '[evhttp_server.cc : 250] NET_LOG: Entering the event loop ...',
    {
      message: 'NET_LOG: Entering the event loop ...',
      log: { origin: { file: { name: 'evhttp_server.cc', line: 250 } } },
    },
  ],
  [
    'a library before the log is set up',
    'I0000 00:00:1767323045.678901      21 device_compiler.h:196] Compiled cluster using XLA!',
    {
      message: 'Compiled cluster using XLA!',
      log: at('device_compiler.h', 196, 'info'),
      process: { pid: 21 },
    },
  ],
]);
