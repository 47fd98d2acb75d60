/**
 * YAML files of suites: nodes with line numbers, fields of maps, and error messages. Open {@link
 * dev.squall.suite.yaml.YamlFields} first. The meaning of the fields belongs to {@code dev.squall.suite}.
 */
package dev.squall.suite.yaml;
