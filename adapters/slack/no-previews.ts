/**
 * A preview is a request to an address that the model chose: data could leave that way. Only posts and what is said at a
 * `response_url` take this. Streams and edits have no such argument, and Slack does not say what becomes of links in them.
 */
export const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false };
