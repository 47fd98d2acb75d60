/**
 * Checks of recorded history files, by this project's checkers, by Knossos or Elle, or by two of them. Open {@link
 * dev.squall.cli.check.FileCheck} first. The package is in this module because no other module may use both the
 * checkers and these engines.
 */
package dev.squall.cli.check;
