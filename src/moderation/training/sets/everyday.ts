/** Names of the sets of everyday talk and news: nothing in them is to be routed. */
export const everyday = /^(ubuntu-irc|qmsum|chatbot-ko|news-ko)$/;
