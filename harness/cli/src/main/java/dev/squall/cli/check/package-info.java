/**
 * Checks of history files from anywhere, by this project's checkers, by Knossos, or by both. Open {@link
 * dev.squall.cli.check.FileCheck} first. It stands here since no other module may use both the checkers and Knossos.
 */
package dev.squall.cli.check;
