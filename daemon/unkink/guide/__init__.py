"""The instruction pages: a small web server on this machine only, up while somebody looks.

    server       opens and closes the pages, counts connections, falls asleep
    port         the port, which is nobody else's while we live
    lines        how a page and this server know each other: a secret for each page
    exchange     one HTTP request and its answer on one connection (h11)
    gate         who may ask: token, Host, Origin, Fetch metadata, method
    visit        one connection from first byte to last
    router       which page or picture an admitted request means
    actions      what the buttons of a page report
    pages/       the pages themselves, from the templates in `config/guide`
    plots/       many recorded days as inline SVG, for the page of weeks
    sources      the citations behind the names in tip files, from `config/sources.toml`
    progress     where one is on the quiet sessions and the cool ladder
    poses        still pictures as files
    figures      pictures, drawn at most once and kept on disk
    draughtsman  the child process that draws them
    desk         what all of this wants from the rest of the program

Nothing but `server`, `port`, `figures`, `draughtsman` and `desk` is imported before somebody opens
a page.
"""
