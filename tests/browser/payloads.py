"""Texts that try to run a script when they are shown. `ran()` is what each of them tries to call."""

from __future__ import annotations

_EVENTS = """
<img src=x onerror=ran()>
<img src="x" onerror="ran()">
<IMG SRC=x ONERROR=ran()>
<img/src=x/onerror=ran()>
<img src=x onerror=ran() x=
<img src=x:x onerror=ran()//
<img src='x' onerror='ran()'>
<img src=`x` onerror=ran()>
<img src=data: onerror=ran()>
<img srcset="x 1x" onerror=ran()>
<img src=x onerror="&#114;an()">
<img src=x onerror="&#x72;an()">
<img src=x onerror=window['ran']()>
<img src=x onerror=\\u0072an()>
<img src=x onerror=eval('ran()')>
<img src=x onerror=setTimeout('ran()')>
<img src=x onerror="(()=>ran())()">
<image src=x onerror=ran()>
<picture><source srcset=x><img src=x onerror=ran()></picture>
<svg onload=ran()>
<svg/onload=ran()>
<svg><script>ran()</script></svg>
<svg><image href=x onerror=ran()></svg>
<svg><animate onbegin=ran() attributeName=x dur=1s>
<svg><set onbegin=ran() attributeName=x>
<svg><a href="javascript:ran()"><text y=20>aide</text></a></svg>
<svg><foreignObject><img src=x onerror=ran()></foreignObject></svg>
<svg><style><img src=x onerror=ran()></style></svg>
<svg><use href="data:image/svg+xml,<svg id=x onload=ran()>#x"></svg>
<math><mtext><img src=x onerror=ran()></mtext></math>
<math><a href="javascript:ran()">aide</a></math>
<math><mglyph><style><img src=x onerror=ran()></style></mglyph></math>
<iframe srcdoc="<script>parent.ran()</script>">
<iframe src="javascript:parent.ran()">
<iframe onload=ran()>
<object data="javascript:ran()">
<object data=x onerror=ran()>
<embed src="javascript:ran()">
<video src=x onerror=ran()></video>
<video><source onerror=ran()></video>
<audio src=x onerror=ran()>
<body onload=ran()>
<body onpageshow=ran()>
<details open ontoggle=ran()>aide</details>
<input autofocus onfocus=ran()>
<select autofocus onfocus=ran()>
<textarea autofocus onfocus=ran()>
<button autofocus onfocus=ran()>
<div tabindex=0 autofocus onfocus=ran()>
<a autofocus href=# onfocus=ran()>
<div onpointerenter=ran() style="position:fixed;inset:0">aide</div>
<div onmouseover=ran() style="position:fixed;inset:0">aide</div>
<p onmousemove=ran()>aide</p>
<span onclick=ran()>aide</span>
<marquee onstart=ran()>aide</marquee>
<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=ran()>
<b style="transition:color 1s" ontransitionend=ran()>aide</b>
<style onload=ran()></style>
<link rel=stylesheet href=x onerror=ran()>
<script>ran()</script>
<script src="data:text/javascript,ran()"></script>
<script type=module>ran()</script>
<SCRIPT>ran()</SCRIPT>
<scr<script>ipt>ran()</scr</script>ipt>
<script/x>ran()</script>
<base href="javascript:ran()//">
<meta http-equiv=refresh content="0;url=javascript:ran()">
<form action="javascript:ran()"><input type=submit>
<form><button formaction="javascript:ran()">aide</button></form>
<isindex action="javascript:ran()" type=image>
<template><img src=x onerror=ran()></template>
<noscript><p title="</noscript><img src=x onerror=ran()>">
<xmp><p title="</xmp><img src=x onerror=ran()>">
<textarea></textarea><img src=x onerror=ran()></textarea>
<title></title><img src=x onerror=ran()></title>
<select><style></select><img src=x onerror=ran()></style>
<table><td><img src=x onerror=ran()></table>
<listing>&lt;img src=x onerror=ran()&gt;</listing>
"""

_BREAKOUTS = """
"><img src=x onerror=ran()>
'><img src=x onerror=ran()>
"><script>ran()</script>
'"><svg onload=ran()>
--><img src=x onerror=ran()>
]]><img src=x onerror=ran()>
*/</style><img src=x onerror=ran()>
</script><script>ran()</script>
</title><script>ran()</script>
</textarea><script>ran()</script>
</style><script>ran()</script>
</pre><img src=x onerror=ran()>
" autofocus onfocus=ran() x="
' onmouseover=ran() style='position:fixed;inset:0
" onclick=ran() href="
";ran();//
';ran();//
`;ran();//
\\";ran();//
\\u003cimg src=x onerror=ran()\\u003e
\\x3cscript\\x3eran()\\x3c/script\\x3e
&lt;img src=x onerror=ran()&gt;
&amp;lt;img src=x onerror=ran()&amp;gt;
%3Cimg%20src%3Dx%20onerror%3Dran()%3E
+ADw-script+AD4-ran()+ADw-/script+AD4-
${ran()}
#{ran()}
{{ran()}}
{{constructor.constructor('ran()')()}}
{%raw%}<img src=x onerror=ran()>{%endraw%}
<%= ran() %>
javascript:ran()
JaVaScRiPt:ran()
data:text/html,<script>ran()</script>
[aide](javascript:ran())
![aide](x"onerror="ran())
[aide]: javascript:ran()
<javascript:ran()>
# <img src=x onerror=ran()>
```html <img src=x onerror=ran()> ```
$\\href{javascript:ran()}{aide}$
$$\\unicode[<img src=x onerror=ran()>]{x}$$
\\(\\class{x" onmouseover="ran()}{aide}\\)
<a href="#" data-commandlinker-command="notebook:run-all-cells">aide</a>
<button data-commandlinker-command="apputils:reset" data-commandlinker-args='{}'>aide</button>
url(javascript:ran())
expression(ran())
:host{background:url("javascript:ran()")}
__proto__
constructor
toString
＜img src=x onerror=ran()＞
<img src=x onerror=ran()>\u202e
\u200b<img src=x onerror=ran()>
<ımg src=x onerror=ran()>
=HYPERLINK("javascript:ran()")
"""

PAYLOADS = [line for line in (_EVENTS + _BREAKOUTS).splitlines() if line]

# Counts what ran, in every frame, before any script of the page.
WATCH = """
(() => {
  const top = window.top;
  top.__ran ??= 0;
  top.__refused ??= [];
  window.ran = () => { top.__ran += 1; };
  window.alert = window.ran;
  document.addEventListener("securitypolicyviolation", (event) => {
    top.__refused.push(`${event.violatedDirective} ${event.sourceFile} ${event.sample}`);
  });
})();
"""
