/**
 * Parts that every page is built from: frame, sections, tables, escaped HTML, and words.
 *
 * <p>Open {@link dev.squall.report.page.Page} first.
 */
package dev.squall.report.page;
