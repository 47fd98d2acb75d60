/**
 * Commands of {@code squall}. Open {@link dev.squall.cli.command.RunCommand} first. Options that commands share belong
 * to {@code dev.squall.cli.options}, and their output to {@code dev.squall.cli.print}.
 */
package dev.squall.cli.command;
