/**
 * The command that measures what the properties of a system find. Open {@link
 * dev.squall.cli.command.mutate.MutateCommand} first.
 */
package dev.squall.cli.command.mutate;
