/**
 * Commands of {@code squall}, and nothing else. Open {@link dev.squall.cli.command.RunCommand} first. Options that
 * commands share belong to {@code dev.squall.cli.options}, what they print to {@code dev.squall.cli.print}.
 */
package dev.squall.cli.command;
