using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.WireServer;

/// <summary>The request line and the headers of a request, and what was read beyond them.</summary>
internal sealed record HttpHead(string Method, string Target, string Text, ReadOnlyMemory<byte> Rest)
{
    /// <summary>Reads from a connection; null when it ends first.</summary>
    public static async Task<HttpHead?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (var length = 0; ;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                var text = Encoding.Latin1.GetString(buffer, 0, end + 4);
                var line = text.Split(' ', 3);
                return new HttpHead(line[0], line[1], text, buffer.AsMemory(end + 4, length - end - 4));
            }
        }
    }

    /// <summary>The head as the origin server expects it: without the proxy's headers, and for one request only.</summary>
    public string ToOrigin(Uri target)
    {
        var headers = Text.Split("\r\n").Skip(1).Where(line => line.Length > 0 && !Regex.IsMatch(line, "^(Proxy-[^:]*|Connection):", RegexOptions.IgnoreCase));
        return $"{Method} {target.PathAndQuery} HTTP/1.1\r\n{string.Concat(headers.Select(line => line + "\r\n"))}Connection: close\r\n\r\n";
    }

    /// <summary>Reads the body, and forgets it.</summary>
    public async Task DrainBodyAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var match = Regex.Match(Text, @"^Content-Length:\s*(\d+)", RegexOptions.IgnoreCase | RegexOptions.Multiline);
        var missing = match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - Rest.Length : 0;
        var buffer = new byte[64 * 1024];
        while (missing > 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(missing, buffer.Length)), cancellationToken);
            missing = read == 0 ? 0 : missing - read;
        }
    }
}
