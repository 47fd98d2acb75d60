/**
 * YAML files of suites: their nodes, the fields of a mapping, and what is wrong where. Open {@link
 * dev.squall.suite.yaml.YamlFields} first. Nothing here knows what the fields mean.
 */
package dev.squall.suite.yaml;
