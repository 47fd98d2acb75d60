/** The command that explores schedules, and the repetition of one schedule. Open {@code ExploreCommand} first. */
package dev.squall.cli.command.schedule;
