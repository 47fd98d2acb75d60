/**
 * Results as text, tables and JSON on a terminal. Open {@link dev.squall.cli.print.RunText} first. This package neither
 * runs experiments nor judges histories; HTML pages belong to {@code dev.squall.report}.
 */
package dev.squall.cli.print;
