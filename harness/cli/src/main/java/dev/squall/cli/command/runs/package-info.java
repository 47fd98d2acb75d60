/** Commands about kept runs. Open {@link dev.squall.cli.command.runs.KeptRuns} first. */
package dev.squall.cli.command.runs;
