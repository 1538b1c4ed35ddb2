using System.Text;

namespace Seedance.PowerShell.Text;

/// <summary>Writes a request as a curl command for a POSIX shell, without anything secret.</summary>
internal static class CurlCommand
{
    private const int MaxBodyLength = 4000;
    private const string Masked = "***";

    /// <summary>Every other field of an upload form is masked: policy, signature, credential and token.</summary>
    private static readonly HashSet<string> _publicFields = new(StringComparer.OrdinalIgnoreCase) { "acl", "bucket", "Content-Type", "key", "success_action_status" };

    /// <summary>The command.</summary>
    public static string For(Api.RequestInfo request)
    {
        var command = new StringBuilder("curl -X ").Append(request.Method.Method).Append(' ').Append(Quote(AddressOf(request)));
        if (request.IsAuthorized)
        {
            command.Append(" -H 'authorization: Bearer ").Append(Masked).Append('\'');
        }

        if (request.RangeStart is { } start)
        {
            command.Append(FormattableString.Invariant($" -H 'range: bytes={start}-'"));
        }

        if (request.Body is { } body)
        {
            command.Append(" -H 'content-type: application/json' -d ").Append(Quote(Shorten(Encoding.UTF8.GetString(body))));
        }

        foreach (var field in request.FormFields)
        {
            // Unlike -F this gives no meaning to a leading @ or <.
            command.Append(" --form-string ").Append(Quote($"{field.Key}={(_publicFields.Contains(field.Key) ? field.Value : Masked)}"));
        }

        if (request.FilePath is { } path)
        {
            // curl has its own quoting within the value.
            var quoted = path.Replace("\\", "\\\\").Replace("\"", "\\\"");
            command.Append(" -F ").Append(Quote($"file=@\"{quoted}\";type={request.FileType};filename=upload"));
        }

        return command.ToString();
    }

    // The queries of the API are its own; those of storage and CDN are signatures.
    private static string AddressOf(Api.RequestInfo request) =>
        request.Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            + (request.Address.Query.Length == 0 ? string.Empty : request.IsAuthorized ? request.Address.Query : $"?{Masked}");

    private static string Shorten(string body) => body.Length <= MaxBodyLength
        ? body
        : FormattableString.Invariant($"{body.Substring(0, char.IsHighSurrogate(body[MaxBodyLength - 1]) ? MaxBodyLength - 1 : MaxBodyLength)}… (cut, {body.Length} characters)");

    /// <summary>In single quotes a POSIX shell gives no character a meaning, except the quote itself.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''")}'";
}
