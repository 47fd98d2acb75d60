/**
 * Pages that show what a run did. Everything is rendered from a run's folder alone: the same folder gives the same
 * bytes. No verdict is computed here.
 */
package dev.squall.report;
