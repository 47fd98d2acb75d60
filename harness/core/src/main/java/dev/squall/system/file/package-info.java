/**
 * Systems that a user describes in a YAML file: the file's fields, its templates, its clients, and the cluster that
 * follows from it. Open {@link dev.squall.system.file.SystemFile} first.
 */
package dev.squall.system.file;
