/**
 * Checks of recorded history files, by this project's checkers, by Knossos, or by both. Open {@link
 * dev.squall.cli.check.FileCheck} first. The package is in this module because no other module may use both the
 * checkers and Knossos.
 */
package dev.squall.cli.check;
