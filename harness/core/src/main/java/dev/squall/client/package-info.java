/** How an operation becomes a request, and a reply, an error or silence its completion. */
package dev.squall.client;
