/**
 * YAML files of suites and systems: nodes with line numbers, fields of maps, and error messages. Open {@link
 * dev.squall.system.yaml.YamlFields} first. The meaning of the fields belongs to their readers.
 */
package dev.squall.system.yaml;
