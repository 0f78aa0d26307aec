// Ways into a page that are widely known, written down anew. Each calls mark() if it gets through.

/** Markup that runs by itself, or when somebody points at it. */
const MARKUP = [
  "<script>mark()</script>",
  "<SCRIPT>mark()</SCRIPT >",
  "<scr<script>ipt>mark()</scr</script>ipt>",
  "<script/x>mark()</script>",
  "<script\n>mark()</script\n>",
  '<script src="data:text/javascript,mark()"></script>',
  "<script type=module>mark()</script>",
  "<img src=x onerror=mark()>",
  '<img src="x" onerror="mark()" alt="',
  "<img/src=x/onerror=mark()>",
  "<img src=`x`onerror=mark()>",
  "<IMG SRC=x OnErRoR=mark()>",
  "<svg onload=mark()>",
  "<svg/onload=mark()//",
  "<svg><script>mark()</script></svg>",
  "<svg><animate onbegin=mark() attributeName=x dur=1s>",
  '<svg><a xlink:href="javascript:mark()"><text y=20>x</text></a></svg>',
  "<math><mtext><table><mglyph><style><img src=x onerror=mark()>",
  "<body onload=mark()>",
  "<iframe src=javascript:mark()></iframe>",
  '<iframe srcdoc="<script>parent.mark()</script>"></iframe>',
  '<object data="javascript:mark()"></object>',
  '<embed src="javascript:mark()">',
  "<details open ontoggle=mark()><summary>x</summary></details>",
  "<input autofocus onfocus=mark()>",
  "<video><source onerror=mark()></video>",
  "<audio src=x onerror=mark()>",
  "<marquee onstart=mark()>x</marquee>",
  "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=mark()>x</b>",
  '<meta http-equiv="refresh" content="0;url=javascript:mark()">',
  '<base href="javascript:mark()//">',
  '<link rel=stylesheet href="data:text/css,*{}" onload=mark()>',
  '<form action="javascript:mark()"><button>x</button></form>',
  '<button formaction="javascript:mark()" form=f>x</button>',
  "<template><script>mark()</script></template>",
  "<noscript><p title=\"</noscript><img src=x onerror=mark()>\">",
  "<!--><img src=x onerror=mark()>-->",
  "<![CDATA[<img src=x onerror=mark()>]]>",
  "<?xml version='1.0'?><img src=x onerror=mark()>",
  "<a href=javascript:mark()>x</a>",
  "<x onclick=mark() tabindex=1 id=x>x</x>",
  "<p style=\"background:url(javascript:mark())\">x</p>",
];

/** What closes what it stands in first. */
const BREAKOUTS = [
  "\"><script>mark()</script>",
  "'><script>mark()</script>",
  "\" onmouseover=\"mark()\" x=\"",
  "' onmouseover='mark()' x='",
  "\" autofocus onfocus=mark() x=\"",
  "</title><script>mark()</script>",
  "</textarea><script>mark()</script>",
  "</script><script>mark()</script>",
  "</style><script>mark()</script>",
  "--><script>mark()</script><!--",
  "]]><script>mark()</script>",
  "`><img src=x onerror=mark()>",
  "\\\"><img src=x onerror=mark()>",
  "</a><img src=x onerror=mark()>",
  "\u2028<img src=x onerror=mark()>",
  "&lt;script&gt;mark()&lt;/script&gt;",
  "&#60;img src=x onerror=mark()&#62;",
  "\\u003cimg src=x onerror=mark()\\u003e",
  "%3Cimg%20src=x%20onerror=mark()%3E",
  "\uFF1Cscript\uFF1Emark()\uFF1C/script\uFF1E",
  "+ADw-script+AD4-mark()+ADw-/script+AD4-",
];

/** What a template language, here or in the browser, might take for its own. */
const TEMPLATES = [
  "{{ mark() }}",
  "{{constructor.constructor('mark()')()}}",
  "{% raw %}<img src=x onerror=mark()>{% endraw %}",
  "{{ '<img src=x onerror=mark()>' | safe }}",
  "${mark()}",
  "<%= mark() %>",
];

/** Addresses that would run. */
export const ADDRESSES = [
  "javascript:mark()",
  "JaVaScRiPt:mark()",
  " javascript:mark()",
  "java\tscript:mark()",
  "java\nscript:mark()",
  "\u0001javascript:mark()",
  "javascript&colon;mark()",
  "javascript&#58;mark()",
  "&#106;avascript:mark()",
  "&#x6A;avascript&#x3A;mark()",
  "javascript:%6dark()",
  "javascript://example.org/%0Amark()",
  "vbscript:mark()",
  "data:text/html,<script>parent.mark()</script>",
  "data:text/html;base64,PHNjcmlwdD5vcGVuZXIubWFyaygpPC9zY3JpcHQ+",
  "data:image/svg+xml,<svg onload=mark() xmlns='http://www.w3.org/2000/svg'/>",
  "blob:javascript:mark()",
  "view-source:javascript:mark()",
  "//example.org\" onclick=\"mark()",
  "https://example.org/\" onmouseover=\"mark()",
  "x' onfocus='mark()' autofocus='",
  "feed:javascript:mark()",
];

/** Markdown that would make such an address or such markup. */
const MARKDOWN = [
  ...ADDRESSES.map((address) => `[x](${address.replaceAll("\n", " ")})`),
  ...ADDRESSES.map((address) => `[x](<${address.replaceAll("\n", "").replaceAll("<", "%3C").replaceAll(">", "%3E")}>)`),
  ...ADDRESSES.slice(0, 12).map((address) => `![x](${address.replaceAll("\n", " ")})`),
  "<javascript:mark()>",
  "[x](javascript:mark 'x\" onmouseover=\"mark()')",
  "[x](https://example.org \"x\\\" onmouseover=\\\"mark()\")",
  "![x\" onerror=\"mark()](x.png)",
  "![x](x.png \"x\\\" onerror=\\\"mark()\")",
  "[<img src=x onerror=mark()>](https://example.org)",
  "[x]: javascript:mark()\n\n[x] [y][x]",
  "## x {#a\" onmouseover=\"mark()}",
  "## x {.a\" onmouseover=\"mark()}",
  "## x {onclick=\"mark()\"}",
  "```\"><img src=x onerror=mark()>\n</code></pre><script>mark()</script>\n```",
  "`</code><script>mark()</script>`",
  "| <img src=x onerror=mark()> | b |\n| --- | --- |\n| <script>mark()</script> | \"><svg onload=mark()> |",
  "> [!NOTE\"><img src=x onerror=mark()>]\n> x",
  "- [ ] <img src=x onerror=mark()>",
  "x[^1]\n\n[^1]: <script>mark()</script>",
  "x\n: <img src=x onerror=mark()>",
  "~~<img src=x onerror=mark()>~~",
];

/** For fields of one line. */
export const FIELDS = [...MARKUP, ...BREAKOUTS, ...TEMPLATES, ...ADDRESSES];

/** For the text of a document. */
export const TEXTS = [...MARKUP, ...BREAKOUTS, ...TEMPLATES, ...MARKDOWN];
