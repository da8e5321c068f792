# What pint is to find in every rule of an environment: a second opinion that knows nothing of our generator. Its checks
# that need no policy (comparisons, templates, impossible joins, fragile expressions, syntax) are all on.

parser {
  # Rules are also found inside PrometheusRule objects.
  relaxed = [".*"]
  names   = "legacy"
}

checks {
  # The groups read each other by design: the lag of one interval is part of every `for`, thresholds are constants, and long
  # windows are evaluated more rarely because they cost more (docs/decisions/0003).
  disabled = ["rule/dependency"]
}

# Names that others make up around ours, and that nobody can change: of groups, which the operator calls by their file, and
# of the sets that the Elastic operator makes. The thresholds are all series of one prefix by design. Keys of servers are told from
# names of models by their slash.
rule {
  match {
    name = "PlatformSharedRuleFailing|PlatformThresholdSeriesMissing|LogsExporterDown|platform:rule_group_busy:ratio|LogsServerSilent|log_service:(requests|lines):rate5m|model:log_service"
  }
  disable = ["promql/regexp"]
}

# The owner of a Job is joined to become the label `cronjob`, and has done its work then.
rule {
  match {
    name = "model:batch_running_seconds:max"
  }
  disable = ["promql/impossible"]
}

# Whoever is told must know how bad it is, whom it concerns and what to do.
rule {
  match {
    kind = "alerting"
  }
  label "severity" {
    severity = "bug"
    values   = ["critical", "warning", "info"]
    required = true
  }
  label "scope" {
    severity = "bug"
    values   = ["model", "gpu", "logging", "platform"]
    required = true
  }
  annotation "summary" {
    severity = "bug"
    value    = ".{5,200}"
    required = true
  }
  annotation "runbook_url" {
    severity = "bug"
    value    = "https?://.+"
    required = true
  }
  name "[A-Z][A-Za-z0-9]+" {
    comment  = "Alerts are named in PascalCase."
    severity = "bug"
  }
  for {
    severity = "bug"
    max      = "72h"
  }
  keep_firing_for {
    severity = "bug"
    max      = "24h"
  }
  # A value or an address in a label makes a new alert of every evaluation.
  reject ".*(\\$value|\\.Value|https?://).*" {
    severity     = "bug"
    label_keys   = true
    label_values = true
  }
}

# What belongs to no model says whose it is; models have a team in their inventory.
rule {
  match {
    kind = "alerting"
    label "scope" {
      value = "gpu|logging|platform"
    }
  }
  # Its expression says whose models they are.
  ignore {
    name = "PlatformManyModelsFailing|LogsServerSilent"
  }
  label "team" {
    severity = "bug"
    required = true
  }
}

# Recorded series say what they are about, of what, and how they were made; those of models keep the model's key.
rule {
  match {
    kind = "recording"
  }
  name "[a-z][a-z0-9_]*:[a-z0-9_]+(:[a-z0-9_]+)?" {
    comment  = "Recorded series are named level:metric:operation."
    severity = "bug"
  }
}

rule {
  match {
    kind = "recording"
    name = "model:.+"
  }
  # One series of several, as it is: nothing is lost that could be taken away.
  ignore {
    name = "model:identity"
  }
  aggregate ".+" {
    severity = "bug"
    keep     = ["namespace", "model_name"]
    strip    = ["instance"]
  }
}
