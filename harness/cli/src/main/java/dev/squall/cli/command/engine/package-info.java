/**
 * Commands for a container engine: its images, and what runs left in it. Open {@link
 * dev.squall.cli.command.engine.EngineCommand} first.
 */
package dev.squall.cli.command.engine;
