namespace Seedance.Chaos;

/// <summary>The starts of requests by their purpose.</summary>
internal static class Requests
{
    public const string Any = "";
    public const string Create = "POST /api/rest/v2/generations";
    public const string List = "GET /api/rest/v1/generations/user/";
    public const string Read = "GET /api/rest/v1/generations/";
    public const string Download = "GET /videos/";

    /// <summary>The purpose of a request.</summary>
    public static string Purpose(string request) =>
        StartsWith(request, Create) ? "create"
        : StartsWith(request, List) ? "list"
        : StartsWith(request, Read) ? "read"
        : StartsWith(request, Download) ? "download"
        : "account";

    public static bool StartsWith(string request, string start) => request.StartsWith(start, StringComparison.Ordinal);
}
