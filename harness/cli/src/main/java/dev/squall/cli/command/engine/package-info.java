/**
 * Commands for a container engine: for its images, and for objects that killed runs left behind. Open {@link
 * dev.squall.cli.command.engine.EngineCommand} first.
 */
package dev.squall.cli.command.engine;
